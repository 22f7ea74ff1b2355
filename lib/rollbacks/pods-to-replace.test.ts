import { describe, expect, test } from "vitest";
import type { Pod, Workload } from "@/lib/cluster/types";
import { NOON, after, condition, container, controllerRevision, crashing, pod, template, workload } from "@/lib/health/testing/sightings";
import { follow } from "./follow";
import { podsToDelete, podsToReplace } from "./pods-to-replace";
import type { Run } from "./run";

/** A run to 1.1.0 that the cluster accepted at noon. */
const RUN = {
  bot: { title: "OmniServe", environment: { stamps: [] as string[], verifySeconds: 0, waitForTerminating: false } },
  from: { version: "1.2.0" },
  to: { version: "1.1.0" },
  uid: "uid-omniserve",
  seen: template("1.2.0"),
  target: template("1.1.0"),
  startedAt: NOON,
  acceptedAt: NOON,
  replacedAt: null,
  deadlineAt: after(600),
  deadlineStep: "pods-replaced",
  generation: 1,
  startSeconds: null,
  behind: [] as string[],
  lease: { epoch: 1, end: Infinity },
} as Run;
const own = { ownerUid: "uid-omniserve", ownerKind: "StatefulSet" };
const set = (more: Partial<Workload> = {}) =>
  workload({ ref: { namespace: "support", kind: "StatefulSet", name: "omniserve" }, podManagementPolicy: "OrderedReady", ...more });
const each = (...versions: [version: string, more?: Partial<Pod>][]) =>
  versions.map(([version, more], ordinal) => pod(`omniserve-${ordinal}`, version, { ...own, ...more }));
const BROKEN = { ready: false, containers: [crashing()] };
const target = controllerRevision("1.1.0", 3);
const now = after(5);
const names = (pods: readonly { name: string }[]) => pods.map(({ name }) => name);
const see = (live: Workload, pods: Pod[]) => ({
  workload: live,
  pods,
  revisions: [target, controllerRevision("1.2.0", 2)],
  config: new Map(),
});

describe("of a partitioned StatefulSet", () => {
  const live = set({ stayBelow: 2, updated: 1 });

  test("the pods below stay, unless they run the target already", () => {
    const { staying, workload: reached } = podsToReplace({ workload: live, target, pods: each(["1.2.0"], ["1.1.0"], ["1.1.0"]), now });
    expect(names(staying)).toEqual(["omniserve-0"]);
    const all = podsToReplace({ workload: live, target, pods: each(["1.2.0"], ["1.2.0"], ["1.2.0"]), now });
    expect(names(all.staying)).toEqual(["omniserve-0", "omniserve-1"]);
    expect(reached).toMatchObject({ desired: 2, available: 2, total: 2 });
  });

  test("a run has recovered once all pods that it reaches run the target, and says which stay", () => {
    expect(follow(RUN, see(live, each(["1.2.0"], ["1.2.0"], ["1.1.0"])), after(31))).toMatchObject({
      phase: "recovered",
      sentence: "Recovered in 31 s. A partition keeps omniserve-0 and omniserve-1 on what they ran before (1.2.0).",
    });
  });

  test("a run has not while one that it reaches does not run the target", () => {
    const sight = see({ ...live, updated: 0, available: 2 }, each(["1.2.0"], ["1.2.0"], ["1.1.0", { ready: false }]));
    expect(follow(RUN, sight, after(5))).toMatchObject({ kind: "going-on", sentence: "Replacing pods: 0 of 1 run 1.1.0." });
  });

  test("a run that reaches none has restored it, and nothing runs it", () => {
    const sight = see(set({ stayBelow: 3, updated: 0 }), each(["1.2.0"], ["1.2.0"], ["1.2.0"]));
    expect(follow(RUN, sight, after(4))).toMatchObject({
      phase: "failed",
      sentence: expect.stringContaining("restored, but not running. A partition keeps omniserve-0, omniserve-1 and omniserve-2") as string,
    });
  });

  test("a broken pod below is not one to delete: it would be made anew as it was", () => {
    expect(podsToDelete({ workload: live, target, pods: each(["1.2.0", BROKEN], ["1.1.0"], ["1.1.0"]), now })).toEqual([]);
  });
});

describe("pods that only somebody's hand replaces", () => {
  test.each<[string, Partial<Workload>, Pod[], string[]]>([
    ["a broken one of an ordered StatefulSet", {}, each(["1.1.0"], ["1.2.0"], ["1.2.0", BROKEN]), ["omniserve-2"]],
    ["none that is ready, whatever its containers say", {}, each(["1.1.0"], ["1.2.0"], ["1.2.0", { containers: [crashing()] }]), []],
    ["none that is merely starting", {}, each(["1.1.0"], ["1.1.0"], ["1.2.0", { ready: false, phase: "Pending", containers: [] }]), []],
    ["none that runs the target", {}, each(["1.1.0"], ["1.1.0"], ["1.1.0", BROKEN]), []],
    ["none that is leaving", {}, each(["1.1.0"], ["1.1.0"], ["1.2.0", { ...BROKEN, terminating: true }]), []],
    ["none where pods are replaced all at once", { podManagementPolicy: "Parallel" }, each(["1.1.0"], ["1.1.0"], ["1.2.0", BROKEN]), []],
    [
      "all of another release with OnDelete",
      { strategy: "OnDelete" },
      each(["1.1.0"], ["1.2.0"], ["1.2.0", BROKEN]),
      ["omniserve-1", "omniserve-2"],
    ],
    ["none before the controller has looked", { strategy: "OnDelete", observedGeneration: 0 }, each(["1.2.0"], ["1.2.0"], ["1.2.0"]), []],
  ])("are %s", (_, more, pods, expected) => {
    expect(names(podsToDelete({ workload: set(more), target, pods, now }))).toEqual(expected);
  });

  test("are none while nobody knows which pods run the target", () => {
    expect(podsToDelete({ workload: set({ strategy: "OnDelete" }), target: null, pods: each(["1.2.0"]), now })).toEqual([]);
  });
});

describe("what holds a run up is said", () => {
  const short = { updated: 1, ready: 1, available: 1 };
  const sentence = (live: Workload, pods: Pod[]) => {
    const following = follow(RUN, see(live, pods), now);
    return following.kind === "no-news" ? "" : following.sentence;
  };

  test("with OnDelete: which pods wait for a hand, and first that those which come are no better", () => {
    const onDelete = set({ strategy: "OnDelete", ...short });
    expect(sentence(onDelete, each(["1.1.0"], ["1.2.0"], ["1.2.0"]))).toBe(
      "1 of 3 pods run 1.1.0. Pods omniserve-1 and omniserve-2 are replaced only when somebody deletes them (OnDelete).",
    );
    expect(sentence(onDelete, each(["1.1.0", BROKEN], ["1.2.0"], ["1.2.0"]))).toMatch(/^Pod omniserve-0 crashes on start.*0 of 3 pods run/);
  });

  test.each<[string, Partial<Pod>, string]>([
    ["a finalizer", { finalizers: ["acme.io/guard"] }, "finalizer acme.io/guard keeps it until whoever set it takes it off."],
    [
      "a node that does not answer",
      {
        node: "node-b",
        ready: false,
        containers: [container()],
        conditions: [condition("Ready", "False", ""), condition("ContainersReady", "True", "")],
      },
      "its node node-b does not answer.",
    ],
    ["nobody knows what", { node: "node-b" }, "its node node-b has not said that it stopped."],
  ])("by an old pod of one that runs once, which leaves for ever: kept by %s", (_, more, why) => {
    const old = pod("x", "1.2.0", { ...own, terminating: true, leaveBy: after(-125), ...more });
    const words = `Pod x was to be gone 2 min ago and is still there: ${why}`;
    expect(sentence(set({ desired: 1 }), [pod("omniserve-0", "1.1.0", own), old])).toBe(
      `All pods run 1.1.0. 1 old pod is leaving. ${words}`,
    );
    const recreate = workload({ strategy: "Recreate", desired: 1, updated: 0, ready: 0, available: 0 });
    expect(sentence(recreate, [old])).toBe(`Replacing pods: 0 of 1 run 1.1.0. ${words}`);
    expect(sentence(recreate, [{ ...old, leaveBy: after(-3) }])).not.toContain("was to be gone");
  });

  test("by a pause that came meanwhile", () => {
    expect(sentence(workload({ paused: true, ...short }), [pod("a", "1.2.0")])).toBe(
      "OmniServe was paused meanwhile: 0 of 3 pods run 1.1.0, and no pod is replaced until somebody resumes it: kubectl -n support rollout resume deployment omniserve",
    );
  });

  test("by nodes that do not answer, and that no other pod may be stopped meanwhile", () => {
    const daemon = { ref: { namespace: "support", kind: "DaemonSet" as const, name: "omniserve" }, maxUnavailable: "1" };
    const silent: Partial<Pod> = {
      ...own,
      node: "node-b",
      ready: false,
      containers: [container()],
      conditions: [condition("Ready", "False", ""), condition("ContainersReady", "True", "")],
    };
    const gone = pod("x", "1.2.0", { ...silent, terminating: true });
    const up = ["a", "b"].map((name) => pod(name, "1.1.0", own));
    expect(sentence(workload({ ...daemon, updated: 2, available: 2 }), [...up, gone])).toBe(
      "2 of 3 nodes run 1.1.0. Node node-b does not answer.",
    );
    const waits = [pod("a", "1.2.0", own), pod("b", "1.1.0", own), gone];
    expect(sentence(workload({ ...daemon, updated: 1, available: 2 }), waits)).toBe(
      "1 of 3 nodes run 1.1.0. Node node-b does not answer. Meanwhile no other pod may be stopped (maxUnavailable 1).",
    );
  });

  test.each<[string, string | null, boolean]>([
    ["0", "maxUnavailable 0", true],
    ["25%", "maxUnavailable 25%", true],
    ["34%", null, false],
    ["1", null, false],
  ])("by room for one more pod, where none may be stopped before that: maxUnavailable %s", (maxUnavailable, words, isSaid) => {
    const rs = { source: "ReplicaSet" as const };
    const pods = [
      pod("new", "1.1.0", {
        ready: false,
        phase: "Pending",
        unschedulable: "0/3 nodes are available: 3 Insufficient cpu.",
        containers: [],
      }),
      ...["a", "b", "c"].map((name) => pod(name, "1.2.0")),
    ];
    const live = workload({ template: template("1.1.0"), maxUnavailable, updated: 1, available: 3 });
    const sight = {
      ...see(live, pods),
      revisions: [
        { ...target, ...rs, uid: "rs-1.1.0" },
        { ...controllerRevision("1.2.0", 2), ...rs, uid: "rs-1.2.0" },
      ],
    };
    const following = follow(RUN, sight, now);
    expect(following).toMatchObject({ sentence: expect.stringContaining("finds no node: of 3, 3 with too little free CPU.") as string });
    expect("sentence" in following && following.sentence.includes(words ?? "maxUnavailable")).toBe(isSaid);
  });
});
