import { describe, expect, test } from "vitest";
import type { Condition, FieldOwner, Workload } from "@/lib/cluster/types";
import { judge } from "./judge";
import { after, condition, controllerRevision, pods, replicaSet, workload } from "./testing/sightings";

const refused = condition("ReplicaFailure", "True", "FailedCreate", 'pods "omniserve-x" is forbidden:\n exceeded quota: small');
const timedOut = condition("Progressing", "False", "ProgressDeadlineExceeded", "", after(600).toISOString());
const writtenAt = (seconds: number): FieldOwner[] => [
  {
    manager: "kubectl",
    operation: "Update",
    time: after(seconds),
    subresource: null,
    fields: { "f:spec": { "f:template": { "f:spec": {} } } },
  },
  { manager: "kube-controller-manager", operation: "Update", time: after(9999), subresource: "status", fields: { "f:status": {} } },
];

/** Nothing ready of a live release, and what the controllers say. */
function nothingUp(more: Partial<Workload>, ofReplicaSet: Condition[] = []) {
  const seen = workload({ updated: 0, ready: 0, available: 0, ...more });
  return { workload: seen, current: replicaSet("1.1.0", 2, { conditions: ofReplicaSet }), pods: [] };
}

describe("pods that the cluster refuses to create", () => {
  test("are a reason in the cluster's own words", () => {
    expect(judge(nothingUp({}, [refused]), after(5))).toEqual({
      verdict: "failing",
      reasons: ['The cluster refuses to create pods: pods "omniserve-x" is forbidden: exceeded quota: small.'],
    });
  });

  test("degrade a bot that has some", () => {
    const some = { ...nothingUp({ ready: 2, available: 2, updated: 2 }, [refused]), pods: pods("1.1.0", "a b") };
    expect(judge(some, after(5)).verdict).toBe("degraded");
  });

  test("of an older release say nothing about the live one, though the Deployment repeats it", () => {
    expect(judge(nothingUp({ conditions: [refused] }), after(5)).verdict).toBe("unknown");
  });

  test("no more, once the condition is false", () => {
    expect(judge(nothingUp({}, [{ ...refused, status: "False" }]), after(5)).verdict).toBe("unknown");
  });

  test("or to delete, are told apart", () => {
    const stuck = judge(nothingUp({}, [{ ...refused, reason: "FailedDelete", message: "admission webhook denied it" }]), after(5));
    expect(stuck.reasons).toEqual(["The cluster refuses to delete pods: admission webhook denied it."]);
  });
});

describe("a ReplicaSet that the cluster refuses to create", () => {
  const unmade = condition("Progressing", "False", "ReplicaSetCreateError", "Failed to create new replica set: exceeded quota");

  test("is a failure, although the controller never says that it has seen the template", () => {
    const seen = { ...nothingUp({ generation: 2, observedGeneration: 1, conditions: [unmade] }), current: null };
    expect(judge(seen, after(5))).toEqual({
      verdict: "failing",
      reasons: ["The cluster refuses to create its ReplicaSet: Failed to create new replica set: exceeded quota."],
    });
  });

  test("is the past, once the live template has one", () => {
    expect(judge(nothingUp({ conditions: [unmade] }), after(5)).verdict).toBe("unknown");
  });
});

describe("the progress deadline", () => {
  test("makes a bot failing that did not come up in time", () => {
    expect(judge(nothingUp({ conditions: [timedOut] }), after(601))).toEqual({
      verdict: "failing",
      reasons: ["Only 0 of 3 pods came up in the time the bot is given."],
    });
  });

  test("makes a bot degraded that came up in part", () => {
    const some = { ...nothingUp({ ready: 2, available: 2, updated: 3, conditions: [timedOut] }), pods: pods("1.1.0", "a b") };
    expect(judge(some, after(601))).toMatchObject({
      verdict: "degraded",
      reasons: ["Only 2 of 3 pods came up in the time the bot is given."],
    });
  });

  test.each<[string, Partial<Workload>]>([
    ["the controller has not seen the new template", { generation: 3, observedGeneration: 2, fieldOwners: writtenAt(0) }],
    ["the template was written after the condition", { fieldOwners: writtenAt(700) }],
    ["the template was written in the same second", { fieldOwners: writtenAt(600) }],
  ])("of an older release says nothing: %s", (_, more) => {
    expect(judge(nothingUp({ conditions: [timedOut], ...more }), after(701)).verdict).toBe("unknown");
  });

  test("counts when it is newer than the template", () => {
    expect(judge(nothingUp({ conditions: [timedOut], fieldOwners: writtenAt(0) }), after(601)).verdict).toBe("failing");
  });
});

describe("StatefulSets and DaemonSets", () => {
  const ref = (kind: Workload["ref"]["kind"]) => ({ namespace: "support", kind, name: "omniserve" });
  const owned = (label: string) => pods("1.1.0", "omniserve-0 omniserve-1 omniserve-2", { ownerUid: "uid-omniserve", podHash: label });

  test.each<[Workload["ref"]["kind"], string]>([
    ["StatefulSet", "omniserve-1.1.0"],
    ["DaemonSet", "hash-1.1.0"],
  ])("a %s is healthy by the label that its pods carry", (kind, label) => {
    const seen = { workload: workload({ ref: ref(kind) }), current: controllerRevision("1.1.0", 2), pods: owned(label) };
    expect(judge(seen, after(60))).toEqual({ verdict: "healthy", reasons: [] });
  });

  test("pods of an older revision keep it from being healthy", () => {
    const seen = {
      workload: workload({ ref: ref("StatefulSet") }),
      current: controllerRevision("1.1.0", 2),
      pods: owned("omniserve-1.0.0"),
    };
    expect(judge(seen, after(60)).verdict).toBe("unknown");
  });

  test("a DaemonSet that no node is meant for is not called scaled to 0", () => {
    const seen = { workload: workload({ ref: ref("DaemonSet"), desired: 0 }), current: null, pods: [] };
    expect(judge(seen, after(60)).reasons).toEqual(["No node of the cluster is meant to run it: nothing runs."]);
  });

  test("a DaemonSet that was just made is counted first", () => {
    const seen = {
      workload: workload({ ref: ref("DaemonSet"), desired: 0, generation: 1, observedGeneration: 0 }),
      current: null,
      pods: [],
    };
    expect(judge(seen, after(0)).reasons).toEqual(["The cluster has not counted its nodes yet."]);
  });

  test("OnDelete is named as what it waits for", () => {
    const seen = {
      workload: workload({ ref: ref("StatefulSet"), strategy: "OnDelete", updated: 1 }),
      current: controllerRevision("1.1.0", 2),
      pods: [...owned("omniserve-1.1.0").slice(0, 1), ...owned("omniserve-1.0.0").slice(1)],
    };
    expect(judge(seen, after(60))).toEqual({
      verdict: "unknown",
      reasons: ["1 of 3 pods run the live release: the others are replaced only when somebody deletes them (OnDelete)."],
    });
  });
});
