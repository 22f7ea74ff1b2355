import { describe, expect, test } from "vitest";
import { NOON, after, template, workload } from "@/lib/health/testing/sightings";
import { nextDeadline, replaceDeadline } from "./deadline";
import type { Run } from "./run";

const set = { kind: "StatefulSet", namespace: "support", name: "omniserve" } as const;

describe("until when all pods are to run the target", () => {
  test.each([
    ["its own setting", workload({ progressDeadlineSeconds: 90 }), 90, "progressDeadlineSeconds is 90"],
    [
      "a StatefulSet of one",
      workload({ ref: set, progressDeadlineSeconds: null, desired: 1 }),
      600,
      "a StatefulSet names no deadline, and Kubernetes allows 600 s where nothing is said",
    ],
    [
      "a StatefulSet of three",
      workload({ ref: set, progressDeadlineSeconds: null }),
      1_800,
      "a StatefulSet replaces its 3 pods one after the other, and each is allowed 600 s",
    ],
  ])("%s", (_, live, seconds, why) => {
    expect(replaceDeadline(live, NOON, null)).toEqual({ step: "pods-replaced", at: after(seconds), why });
  });

  const daemon = workload({ ref: { ...set, kind: "DaemonSet" }, progressDeadlineSeconds: null });
  test.each([
    [
      "takes its own setting where its starts were quicker",
      90,
      workload({ progressDeadlineSeconds: 200 }),
      200,
      "progressDeadlineSeconds is 200",
    ],
    [
      "gives a slow bot twice its slowest start",
      120,
      workload({ progressDeadlineSeconds: 90 }),
      240,
      "one of its last rollouts took 2 min to become healthy, and it is given twice that (progressDeadlineSeconds is 90)",
    ],
    [
      "also where nothing is said",
      400,
      daemon,
      800,
      "one of its last rollouts took 6 min 40 s to become healthy, and it is given twice that (a DaemonSet names no deadline, and Kubernetes allows 600 s where nothing is said)",
    ],
    [
      "but an hour at most for that alone",
      9_000,
      workload({ progressDeadlineSeconds: 90 }),
      3_600,
      "one of its last rollouts took 2 h 30 min to become healthy, and it is given an hour, the most there is for that (progressDeadlineSeconds is 90)",
    ],
    ["never less than it says", 9_000, workload({ progressDeadlineSeconds: 7_200 }), 7_200, "progressDeadlineSeconds is 7200"],
  ])("%s", (_, startSeconds, live, seconds, why) => {
    expect(replaceDeadline(live, NOON, startSeconds)).toEqual({ step: "pods-replaced", at: after(seconds), why });
  });
});

describe("the deadline of the step that a run is at", () => {
  const live = workload({ progressDeadlineSeconds: 100 });
  const run = {
    startedAt: NOON,
    acceptedAt: NOON,
    deadlineStep: "pods-replaced",
    seen: { ...template("1.2.0"), spec: { terminationGracePeriodSeconds: 45 } },
    from: { version: "1.2.0" },
    bot: { environment: { verifySeconds: 30 } },
  } as unknown as Run;
  const at = (deadlineStep: string | null, step: "pods-replaced" | "old-pods-gone" | "verified", seconds: number) =>
    nextDeadline({ ...run, deadlineStep }, { step, live, now: after(seconds) })?.at ?? null;

  test.each([
    ["stands while it is at the same step", "pods-replaced", "pods-replaced", 50, null],
    ["gives old pods their grace period and 30 s", "pods-replaced", "old-pods-gone", 20, after(95)],
    ["puts that off to no later than the first one allows", "pods-replaced", "old-pods-gone", 900, after(175)],
    ["is the first one again after a step back", "old-pods-gone", "pods-replaced", 60, after(100)],
    ["gives the verification its time and that of a start", "old-pods-gone", "verified", 40, after(170)],
    ["is not put off once that has begun", "verified", "pods-replaced", 60, null],
    ["is left to a run that began before there were steps", null, "pods-replaced", 60, null],
  ] as const)("%s", (_, before, step, seconds, expected) => {
    expect(at(before, step, seconds)).toEqual(expected);
  });

  test("says why", () => {
    expect(nextDeadline(run, { step: "old-pods-gone", live, now: after(20) })?.why).toContain(
      "45 s to stop (terminationGracePeriodSeconds)",
    );
    expect(nextDeadline(run, { step: "verified", live, now: after(20) })?.why).toBe(
      "it has to be healthy for 30 s without a break, and may take 1 min 40 s to get there",
    );
  });
});
