import { describe, expect, test } from "vitest";
import type { Deployment, ReplicaSet } from "../objects/kube-object";
import { fenceposts, newSetSize, oldSetSizes, proportionalSizes } from "./rolling-arithmetic";

const deployment = (replicas: number, maxSurge: number | string, maxUnavailable: number | string, type = "RollingUpdate") =>
  ({ spec: { replicas, strategy: { type, rollingUpdate: { maxSurge, maxUnavailable } } } }) as Deployment;
const set = (uid: string, replicas: number, availableReplicas = replicas) =>
  ({ metadata: { uid }, spec: { replicas }, status: { replicas, availableReplicas } }) as unknown as ReplicaSet;

describe("how far a rollout may stray", () => {
  test.each([
    [10, "25%", "25%", 3, 2],
    [1, "25%", "25%", 1, 0],
    [4, 2, 1, 2, 1],
    [3, 0, 0, 0, 1],
    [3, "0%", "10%", 0, 1],
    [2, 0, 5, 0, 2],
  ])("%i replicas, surge %s, unavailable %s: %i over, %i under", (replicas, surge, unavailable, maxSurge, maxUnavailable) => {
    expect(fenceposts(deployment(replicas, surge, unavailable))).toEqual({ maxSurge, maxUnavailable });
  });

  test("is not at all when pods are re-created", () => {
    expect(fenceposts(deployment(3, 1, 1, "Recreate"))).toEqual({ maxSurge: 0, maxUnavailable: 0 });
  });
});

describe("the new ReplicaSet", () => {
  test.each([
    ["starts with the surge", [set("old", 4)], 0, 1],
    ["grows as the old one shrinks", [set("old", 2), set("new", 1)], 1, 3],
    ["never grows beyond what is wanted", [set("new", 3)], 3, 4],
    ["stays while there is no room", [set("old", 4), set("new", 1)], 1, 1],
  ])("%s", (_, sets, current, expected) => {
    expect(newSetSize(deployment(4, 1, 0), sets, current)).toBe(expected);
  });
});

describe("old ReplicaSets", () => {
  const sizes = (newest: ReplicaSet, old: ReplicaSet[], unavailable = 0) => [
    ...oldSetSizes(deployment(4, 1, unavailable), newest, old).values(),
  ];

  test("wait until new pods are available", () => {
    expect(sizes(set("new", 1, 0), [set("old", 4)])).toEqual([]);
    expect(sizes(set("new", 1, 1), [set("old", 4)])).toEqual([3]);
  });
  test("give up pods that never worked first, the oldest set's first", () => {
    expect(sizes(set("new", 1, 1), [set("older", 2, 2), set("bad", 2, 0)])).toEqual([2, 1]);
    expect(sizes(set("new", 0, 0), [set("older", 3, 3), set("bad", 2, 0)], 1)).toEqual([3, 0]);
  });
});

describe("scaling in the middle of a rollout", () => {
  const sizes = (replicas: number, sets: ReplicaSet[], max: number) =>
    Object.fromEntries(proportionalSizes(deployment(replicas, 2, 0), sets, () => max));

  test("gives each set its share and the largest the rest", () => {
    expect(sizes(10, [set("old", 4), set("new", 2)], 6)).toEqual({ old: 8, new: 4 });
    expect(sizes(5, [set("old", 4), set("new", 2)], 6)).toEqual({ old: 5, new: 2 });
  });
  test("to nothing takes every pod away", () => {
    expect(sizes(0, [set("old", 4), set("new", 2)], 6)).toEqual({ old: 0, new: 0 });
  });
});
