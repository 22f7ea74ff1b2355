import { describe, expect, test } from "vitest";
import type { Pod, Revision, Watched, WatchedKind, WatchEvent, Workload } from "@/lib/cluster/types";
import { controllerRevision, pod, replicaSet, workload } from "@/lib/health/testing/sightings";
import { FleetView } from "./fleet-view";

const bot = (object: Workload = workload()): Watched => ({ kind: object.ref.kind, object });
const set = (version = "1.1.0", more: Partial<Revision> = {}): Watched => ({ kind: "ReplicaSet", object: replicaSet(version, 1, more) });
const one = (name = "a", more: Partial<Pod> = {}): Watched => ({ kind: "Pod", object: pod(name, "1.1.0", more) });
const synced = (kind: WatchedKind, objects: Watched[], namespace: string | null = null): WatchEvent => ({
  type: "synced",
  kind,
  namespace,
  objects,
});
const changed = (item: Watched): WatchEvent => ({ type: "changed", item });
const gone = (item: Watched): WatchEvent => ({ type: "gone", kind: item.kind, uid: item.object.uid, namespace: "support", name: "x" });

/** A view that has heard all lists, with one bot of one pod. */
function whole(): FleetView {
  const view = new FleetView();
  view.apply(synced("Deployment", [bot()]));
  view.apply(synced("ReplicaSet", [set()]));
  view.apply(synced("Pod", [one()]));
  return view;
}
const seen = (view: FleetView, uid = "uid-omniserve") => {
  const snapshot = view.snapshot(uid);
  return snapshot && { revisions: snapshot.revisions.map(({ uid: id }) => id), pods: snapshot.pods.map(({ name }) => name) };
};

describe("a bot in view", () => {
  test("is shown when each of its lists has come, and not before", () => {
    const view = new FleetView();
    expect(view.apply(synced("Pod", [one()]))).toEqual([]);
    expect(view.apply(synced("Deployment", [bot()]))).toEqual(["uid-omniserve"]);
    expect(seen(view)).toBeNull();
    expect(view.apply(synced("ReplicaSet", [set()]))).toEqual(["uid-omniserve"]);
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: ["a"] });
  });

  test("is shown by the lists of its own namespace, whatever becomes of others", () => {
    const view = new FleetView();
    for (const kind of ["Deployment", "ReplicaSet", "Pod"] as const)
      view.apply(synced(kind, kind === "Deployment" ? [bot()] : [], "support"));
    view.apply(
      synced(
        "Deployment",
        [bot(workload({ uid: "uid-seller", ref: { namespace: "sales", kind: "Deployment", name: "seller" } }))],
        "sales",
      ),
    );
    expect(seen(view)).toEqual({ revisions: [], pods: [] });
    expect(seen(view, "uid-seller")).toBeNull();
  });

  test("of another kind needs other lists", () => {
    const view = new FleetView();
    const own: Watched = { kind: "ControllerRevision", object: controllerRevision("1.1.0", 1) };
    view.apply(synced("StatefulSet", [bot(workload({ ref: { namespace: "support", kind: "StatefulSet", name: "omniserve" } }))]));
    view.apply(synced("Pod", [one("a", { ownerUid: "uid-omniserve" })]));
    expect(seen(view)).toBeNull();
    view.apply(synced("ControllerRevision", [own]));
    expect(seen(view)).toEqual({ revisions: ["cr-1.1.0"], pods: ["a"] });
  });
});

describe("an event is about", () => {
  test.each<[string, WatchEvent, string[]]>([
    ["the workload itself", changed(bot()), ["uid-omniserve"]],
    ["the workload of a ReplicaSet", changed(set("1.2.0")), ["uid-omniserve"]],
    ["the workload of a pod's ReplicaSet", changed(one("b")), ["uid-omniserve"]],
    ["nothing, where a pod has no owner", changed(one("b", { ownerUid: null })), []],
    ["nothing, where the owner is not known yet", changed(one("b", { ownerUid: "rs-unknown" })), []],
    ["the workload that is gone", gone(bot()), ["uid-omniserve"]],
    ["the workload whose pod is gone", gone(one()), ["uid-omniserve"]],
    ["nothing, where something unknown is gone", gone(one("unknown")), []],
    ["nothing, where the connection is well", { type: "heard", kind: "Pod", namespace: null, at: new Date(0) }, []],
    ["nothing, where it is not", { type: "problem", kind: "Pod", namespace: null, sentence: "" }, []],
  ])("%s", (_, event, about) => {
    expect([...new Set(whole().apply(event))]).toEqual(about);
  });
});

describe("what is gone", () => {
  test("by an event or by a list that does not name it is forgotten", () => {
    const view = whole();
    view.apply(gone(one()));
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: [] });
    view.apply(changed(one("b")));
    view.apply(synced("Pod", [one("c")]));
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: ["c"] });
    view.apply(synced("ReplicaSet", []));
    expect(seen(view)).toEqual({ revisions: [], pods: [] });
    view.apply(synced("Deployment", []));
    expect(seen(view)).toBeNull();
    expect(view.workloads()).toEqual([]);
  });

  test("from one namespace is not from the others", () => {
    const view = new FleetView();
    view.apply(synced("Pod", [one("a")], "support"));
    view.apply(synced("Pod", [one("b", { namespace: "sales" })], "sales"));
    view.apply(synced("Deployment", [bot()]));
    view.apply(synced("ReplicaSet", [set()]));
    view.apply(synced("Pod", [], "sales"));
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: ["a"] });
  });

  test("from the list of one kind is not from that of another", () => {
    const view = whole();
    view.apply(synced("StatefulSet", []));
    view.apply(synced("ControllerRevision", []));
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: ["a"] });
  });

  test("comes back when it is made again, its pods first", () => {
    const view = whole();
    view.apply(gone(bot()));
    view.apply(gone(set()));
    view.apply(changed(one("b")));
    view.apply(changed(set()));
    expect(view.apply(changed(bot()))).toEqual(["uid-omniserve"]);
    expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: ["a", "b"] });
  });
});

test("a pod that goes over to another owner is counted there only, and both are looked at", () => {
  const view = whole();
  view.apply(changed(bot(workload({ uid: "uid-other", ref: { namespace: "support", kind: "Deployment", name: "other" } }))));
  view.apply(changed(set("2.0.0", { ownerUid: "uid-other" })));
  expect(view.apply(changed(one("a", { ownerUid: "rs-2.0.0" })))).toEqual(["uid-omniserve", "uid-other"]);
  expect(seen(view)).toEqual({ revisions: ["rs-1.1.0"], pods: [] });
  expect(seen(view, "uid-other")).toEqual({ revisions: ["rs-2.0.0"], pods: ["a"] });
});
