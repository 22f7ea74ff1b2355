import { describe, expect, test } from "vitest";
import type { Pod } from "@/lib/cluster/types";
import { after, condition, crashing, down, pod, pods, replicaSet, template, workload } from "@/lib/health/testing/sightings";
import { lookAt } from "./look-at";
import { BotSight } from "./schemas";
import type { Snapshot } from "./types";

const see = (more: Partial<Snapshot> = {}): Snapshot => ({
  workload: workload(),
  revisions: [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2)],
  pods: pods("1.1.0", "a b c"),
  config: new Map(),
  ...more,
});
const key = (snapshot: Snapshot, seconds = 60) => lookAt(snapshot, after(seconds)).key;

describe("a look", () => {
  test("finds what is live, judges it, and says that it is available", () => {
    expect(lookAt(see(), after(60))).toMatchObject({ current: { uid: "rs-1.1.0" }, judgement: { verdict: "healthy" }, available: true });
  });

  test.each<[string, Partial<Snapshot>]>([
    [
      "its one pod is starting beside the old one, which the Deployment counts as available",
      { workload: workload({ desired: 1 }), pods: [pod("new", "1.1.0", { ready: false }), pod("old", "1.0.0")] },
    ],
    [
      "all of its pods are starting beside all of the old ones",
      { workload: workload({ total: 6 }), pods: [...pods("1.1.0", "a b c", { ready: false }), ...pods("1.0.0", "x y z")] },
    ],
    [
      "it restarted and the controller has not seen it",
      {
        workload: workload({
          generation: 2,
          observedGeneration: 1,
          template: template("1.1.0", { "kubectl.kubernetes.io/restartedAt": "now" }),
        }),
      },
    ],
    ["it is scaled to 0", { workload: workload({ desired: 0 }), pods: [] }],
  ])("does not call a release available while %s", (_, more) => {
    expect(lookAt(see(more), after(5))).toMatchObject({ available: false });
    expect(lookAt(see(more), after(5)).judgement.verdict).not.toBe("healthy");
  });
});

describe("two looks", () => {
  test.each<[string, Snapshot]>([
    ["the same objects read again", structuredClone(see())],
    ["another resource version", see({ workload: workload({ resourceVersion: "99" }) })],
    [
      "another condition that says nothing",
      see({ workload: workload({ conditions: [condition("Available", "True", "MinimumReplicasAvailable")] }) }),
    ],
  ])("say the same of %s", (_, again) => {
    expect(key(again, 61)).toBe(key(see()));
  });

  test.each<[string, Snapshot]>([
    ["another template", see({ workload: workload({ template: template("1.2.0") }) })],
    ["a restart", see({ workload: workload({ template: template("1.1.0", { "kubectl.kubernetes.io/restartedAt": "now" }) }) })],
    ["another object of the same name", see({ workload: workload({ uid: "uid-again" }) })],
    ["another pod", see({ pods: pods("1.1.0", "a b d") })],
    ["a pod in trouble", see({ pods: [...pods("1.1.0", "a b"), down("c", "1.1.0", crashing())] })],
    ["another scale", see({ workload: workload({ desired: 4 }) })],
    ["a pause", see({ workload: workload({ paused: true }) })],
    ["a pruned revision", see({ revisions: [replicaSet("1.1.0", 2)] })],
    ["a revision that was numbered anew", see({ revisions: [replicaSet("1.0.0", 1), replicaSet("1.1.0", 3)] })],
    ["another title", see({ workload: workload({ annotations: { "lastgood.dev/title": "OmniServe" } }) })],
  ])("differ by %s", (_, other) => {
    expect(key(other)).not.toBe(key(see()));
  });

  test("differ by time alone when a pod should have become ready", () => {
    const slow = see({
      workload: workload({ available: 2, ready: 2 }),
      pods: [...pods("1.1.0", "a b"), pod("c", "1.1.0", { ready: false })],
    });
    expect(key(slow, 10)).toBe(key(slow, 12));
    expect(key(slow, 12)).not.toBe(key(slow, 20));
  });
});

describe("what a page is given to show", () => {
  const shown = (many: Pod[]) => lookAt(see({ pods: many }), after(60)).sight;

  test("is every pod with its state, those in trouble first", () => {
    const { pods: seen } = shown([
      pod("b", "1.1.0"),
      pod("a", "1.1.0"),
      pod("old", "1.0.0", { terminating: true }),
      pod("new", "1.1.0", { ready: false, phase: "Pending" }),
      down("z", "1.1.0", crashing()),
      pod("evicted", "1.1.0", { phase: "Failed", ready: false }),
    ]);
    expect(seen.map(({ name, state, current }) => `${name} ${state} ${current ? "current" : "old"}`)).toEqual([
      "z failing current",
      "a ready current",
      "b ready current",
      "new starting current",
      "old leaving old",
    ]);
  });

  test("names at most 100 pods, and counts all", () => {
    const many = Array.from({ length: 250 }, (_, index) => pod(`p${String(index).padStart(3, "0")}`, "1.1.0"));
    const { sight } = lookAt(see({ workload: workload({ desired: 250 }), pods: [...many, down("z", "1.1.0", crashing())] }), after(60));
    expect(sight).toMatchObject({ desired: 250, total: 250 });
    expect(sight.pods).toHaveLength(100);
    expect(sight.pods[0]?.name).toBe("z");
  });

  test("has the shape that leaves the house", () => {
    expect(BotSight.parse(shown(pods("1.1.0", "a b c")))).toEqual(shown(pods("1.1.0", "a b c")));
  });
});
