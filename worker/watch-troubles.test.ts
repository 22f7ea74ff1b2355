import { describe, expect, test } from "vitest";
import type { WatchedKind, WatchEvent } from "@/lib/cluster/types";
import { WatchTroubles } from "./watch-troubles";

let now = Date.UTC(2026, 10, 21, 10);
const clock = { now: () => new Date(now) };
const trouble = (kind: WatchedKind, sentence = `${kind} is silent.`, namespace: string | null = null): WatchEvent => ({
  type: "problem",
  kind,
  namespace,
  sentence,
});
const heard = (kind: WatchedKind, namespace: string | null = null): WatchEvent => ({ type: "heard", kind, namespace, at: clock.now() });
const after = (...steps: (WatchEvent | number)[]) => {
  const troubles = new WatchTroubles(clock);
  for (const step of steps) {
    if (typeof step === "number") now += step * 1000;
    else troubles.apply(step);
  }
  return troubles;
};
const blind = (troubles: WatchTroubles) =>
  troubles
    .summary()
    ?.blind.map(({ kind, namespace }) => `${kind} ${namespace ?? "*"}`)
    .sort();

test("nothing is known before the cluster, or its absence, has said anything", () => {
  expect(after().summary()).toBeNull();
  expect(after({ type: "gone", kind: "Pod", uid: "x", namespace: "support", name: "x" }).summary()).toBeNull();
});

describe("a problem", () => {
  test("is told at once, the oldest first, until its list is heard again", () => {
    expect(after(heard("Pod"), trouble("ReplicaSet"), 1, trouble("Deployment")).summary()).toMatchObject({
      hears: true,
      problem: "ReplicaSet is silent.",
    });
    expect(after(trouble("ReplicaSet"), 1, trouble("Deployment"), heard("ReplicaSet")).summary()).toMatchObject({
      problem: "Deployment is silent.",
    });
    expect(after(trouble("Pod"), { type: "synced", kind: "Pod", namespace: null, objects: [] }).summary()).toMatchObject({
      hears: true,
      problem: null,
    });
  });

  test("that hides bots comes before one that does not, however old", () => {
    expect(after(heard("Pod"), trouble("ConfigMap"), 60).summary()).toMatchObject({ problem: "ConfigMap is silent.", blind: [] });
    expect(after(trouble("ConfigMap"), 60, trouble("Pod")).summary()).toMatchObject({ problem: "Pod is silent." });
  });

  test("with every list means that nothing is heard", () => {
    expect(after(heard("Pod"), trouble("Pod"), trouble("Deployment")).summary()).toMatchObject({ hears: false });
  });

  test("that is told again in other words began when it began", () => {
    expect(blind(after(trouble("Pod", "a"), 20, trouble("Pod", "b"), 10))).toHaveLength(3);
  });
});

describe("blindness", () => {
  test.each<[WatchedKind, string[]]>([
    ["Pod", ["DaemonSet *", "Deployment *", "StatefulSet *"]],
    ["ReplicaSet", ["Deployment *"]],
    ["ControllerRevision", ["DaemonSet *", "StatefulSet *"]],
    ["StatefulSet", ["StatefulSet *"]],
    ["ConfigMap", []],
  ])("for want of %s hides %j", (kind, hidden) => {
    expect(blind(after(trouble(kind), 30))).toEqual(hidden);
  });

  test("comes after 30 s, not before, and goes when the list is heard", () => {
    expect(blind(after(trouble("Pod"), 29))).toEqual([]);
    expect(blind(after(trouble("Pod"), 60, heard("Pod")))).toEqual([]);
  });

  test("in one namespace hides the bots there only", () => {
    const troubles = after(heard("Pod", "support"), trouble("Pod", "forbidden", "sales"), 30);
    expect(blind(troubles)).toEqual(["DaemonSet sales", "Deployment sales", "StatefulSet sales"]);
    expect(troubles.blindSpot("Deployment", "sales")).toMatchObject({ sentence: "forbidden" });
    expect(troubles.blindSpot("Deployment", "support")).toBeUndefined();
  });

  test("in all namespaces hides the bots of each", () => {
    expect(after(trouble("Pod"), 30).blindSpot("Deployment", "support")).toMatchObject({ sentence: "Pod is silent." });
  });
});
