import { describe, expect, test } from "vitest";
import type { ConfigMap, Pod, Revision, Watched, WatchedKind, WatchEvent, Workload } from "@/lib/cluster/types";
import { after, configMap, controllerRevision, NOON, pod, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { FleetView } from "./fleet-view";

const bot = (object: Workload = workload()): Watched => ({ kind: object.ref.kind, object });
const set = (version = "1.1.0", more: Partial<Revision> = {}): Watched => ({ kind: "ReplicaSet", object: replicaSet(version, 1, more) });
const one = (name = "a", more: Partial<Pod> = {}): Watched => ({ kind: "Pod", object: pod(name, "1.1.0", more) });
const map = (object: ConfigMap): Watched => ({ kind: "ConfigMap", object });
/** A Deployment whose pods read these maps as variables. */
const reading = (names: string, more: Partial<Workload> = {}): Watched => {
  const envFrom = names.split(" ").map((name) => ({ configMapRef: { name } }));
  return bot(workload({ template: { spec: { containers: [{ name: "bot", envFrom }] } }, ...more }));
};
const synced = (kind: WatchedKind, objects: Watched[], namespace: string | null = null): WatchEvent => ({
  type: "synced",
  kind,
  namespace,
  objects,
});
const changed = (item: Watched): WatchEvent => ({ type: "changed", item });
const gone = (item: Watched): WatchEvent => ({
  type: "gone",
  kind: item.kind,
  uid: item.object.uid,
  namespace: item.kind === "ConfigMap" ? item.object.namespace : "support",
  name: item.kind === "ConfigMap" ? item.object.name : "x",
});
const trouble = (kind: WatchedKind, namespace: string | null = null): WatchEvent => ({ type: "problem", kind, namespace, sentence: "No." });

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

describe("the config of a bot", () => {
  /** What it shows: name=a's value, or name=none. */
  const config = (view: FleetView, uid = "uid-omniserve") => {
    const snapshot = view.snapshot(uid);
    const held = snapshot?.config;
    return held ? [...held].map(([name, object]) => `${name}=${object?.data.a ?? "none"}`).join(" ") : snapshot && held;
  };
  /** A view of one bot that reads two maps; their list has not come. */
  function reader(now: () => Date = () => NOON): FleetView {
    const view = new FleetView({ now });
    view.apply(synced("Deployment", [reading("words rules")]));
    view.apply(synced("ReplicaSet", [set()]));
    view.apply(synced("Pod", [one()]));
    return view;
  }

  test("is awaited, then shown with what is missing", () => {
    const view = reader();
    expect(view.snapshot("uid-omniserve")).toBeNull();
    expect(view.isVisible("Deployment", "support")).toBe(false);
    expect(view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" })), map(configMap("other"))]))).toEqual(["uid-omniserve"]);
    expect(view.isVisible("Deployment", "support")).toBe(true);
    expect(config(view)).toBe("rules=none words=1");
  });

  test("is null where ConfigMaps cannot be listed, and hides nobody", () => {
    const view = reader();
    expect(view.apply(trouble("ConfigMap"))).toEqual(["uid-omniserve"]);
    expect(view.isVisible("Deployment", "support")).toBe(true);
    expect(config(view)).toBeNull();
    expect(view.snapshot("uid-omniserve")).not.toBeNull();
    // Said again each 30 s, which is no news; then the right is granted.
    expect(view.apply(trouble("ConfigMap"))).toEqual([]);
    expect(view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" }))]))).toEqual(["uid-omniserve"]);
    expect(config(view)).toBe("rules=none words=1");
  });

  test("stays what it was while the watch is in trouble later", () => {
    const view = reader();
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" }))]));
    expect(view.apply(trouble("ConfigMap"))).toEqual([]);
    expect(config(view)).toBe("rules=none words=1");
  });

  test("that it does not read is neither awaited nor missed", () => {
    const view = whole();
    expect(view.snapshot("uid-omniserve")?.config).toEqual(new Map());
    view.apply(trouble("ConfigMap"));
    expect(view.snapshot("uid-omniserve")?.config).toEqual(new Map());
  });

  test("is that of its own namespace", () => {
    const view = reader();
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" }, { namespace: "sales" }))], "sales"));
    expect(view.snapshot("uid-omniserve")).toBeNull();
    view.apply(synced("ConfigMap", [], "support"));
    expect(config(view)).toBe("rules=none words=none");
    view.apply(changed(map(configMap("words", { a: "2" }))));
    view.apply(synced("ConfigMap", [], "sales"));
    expect(config(view)).toBe("rules=none words=2");
  });

  test("follows the template", () => {
    const view = reader();
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" })), map(configMap("next", { a: "2" }))]));
    view.apply(changed(reading("next")));
    expect(config(view)).toBe("next=2");
    expect(view.apply(changed(map(configMap("words", { a: "3" }))))).toEqual([]);
    expect(view.apply(changed(map(configMap("next", { a: "3" }))))).toEqual(["uid-omniserve"]);
    view.apply(changed(bot(workload({ template: template("1.1.0") }))));
    expect(view.apply(changed(map(configMap("next", { a: "4" }))))).toEqual([]);
  });

  test("an event of a map is about all who read it, there or not yet, and nobody else", () => {
    const view = reader();
    const second = { uid: "uid-second", ref: { namespace: "support", kind: "Deployment", name: "second" } } as const;
    const elsewhere = { uid: "uid-elsewhere", ref: { namespace: "sales", kind: "Deployment", name: "second" } } as const;
    view.apply(changed(reading("rules", second)));
    view.apply(changed(reading("rules", elsewhere)));
    view.apply(synced("ConfigMap", []));
    const rules = map(configMap("rules", { a: "1" }));
    expect(view.apply(changed(rules))).toEqual(["uid-omniserve", "uid-second"]);
    expect(view.apply(gone(rules))).toEqual(["uid-omniserve", "uid-second"]);
    expect(config(view, "uid-second")).toBe("rules=none");
    view.apply(gone(reading("rules", second)));
    expect(view.apply(changed(rules))).toEqual(["uid-omniserve"]);
    expect(view.apply(changed(map(configMap("unread"))))).toEqual([]);
  });

  test("an event that comes late takes nothing back", () => {
    const view = reader();
    const former = map(configMap("words", { a: "1" }));
    view.apply(synced("ConfigMap", [former]));
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "2" }, { uid: "uid-again" }))]));
    expect(view.apply(gone(former))).toEqual([]);
    expect(config(view)).toBe("rules=none words=2");
    view.apply(changed(map(configMap("words", { a: "3" }, { uid: "uid-again", resourceVersion: "10" }))));
    expect(view.apply(changed(map(configMap("words", { a: "2" }, { uid: "uid-again", resourceVersion: "9" }))))).toEqual([]);
    expect(config(view)).toBe("rules=none words=3");
  });

  test("keys that mean something in JavaScript are keys like others", () => {
    const view = reader(() => after(1));
    const strange = (value: string) =>
      configMap("words", JSON.parse(`{"__proto__": "${value}", "constructor": "x"}`) as Record<string, string>);
    view.apply(synced("ConfigMap", [map(strange("1"))]));
    view.apply(changed(map(strange("2"))));
    expect(view.changesOf("support", "words")).toHaveLength(1);
    view.apply(changed(reading("__proto__")));
    view.apply(changed(map(configMap("words", { a: "3" }))));
    expect(config(view)).toBe("__proto__=none");
  });

  test("changes of content are remembered for an hour, and nothing else is a change", () => {
    let now = NOON;
    const view = reader(() => now);
    const put = (seconds: number, item: ConfigMap) => {
      now = after(seconds);
      view.apply(changed(map(item)));
    };
    const times = () => view.changesOf("support", "words").map((at) => (at.getTime() - NOON.getTime()) / 1000);
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" }))]));
    expect(times()).toEqual([]);
    put(10, configMap("words", { a: "1" }, { annotations: { touched: "yes" } }));
    expect(times()).toEqual([]);
    put(20, configMap("words", { a: "2" }));
    put(30, configMap("words", { a: "2" }, { binaryData: { b: "AA==" } }));
    put(40, configMap("words", { a: "2" }, { binaryData: { b: "AQ==" } }));
    expect(times()).toEqual([20, 30, 40]);
    now = after(50);
    view.apply(gone(map(configMap("words"))));
    put(60, configMap("words", { a: "2" }));
    expect(times()).toEqual([20, 30, 40, 50, 60]);
    now = after(3_640);
    expect(times()).toEqual([50, 60]);
    for (let i = 0; i < 500; i += 1) put(4_000 + i, configMap("words", { a: String(i) }));
    expect(times()).toHaveLength(100);
    expect(times().at(-1)).toBe(4_499);
    expect(view.changesOf("support", "other")).toEqual([]);
  });

  test("changes that happened between two lists count once", () => {
    const view = reader();
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "1" }))]));
    view.apply(synced("ConfigMap", [map(configMap("words", { a: "2" })), map(configMap("rules"))]));
    expect(view.changesOf("support", "words")).toHaveLength(1);
    expect(view.changesOf("support", "rules")).toHaveLength(1);
    view.apply(synced("ConfigMap", []));
    expect(view.changesOf("support", "words")).toHaveLength(2);
  });
});
