import { describe, expect, test } from "vitest";
import type { Pod, Revision } from "@/lib/cluster/types";
import { judge, runs, type Sighting } from "./judge";
import { after, container, crashing, down, event, NOON, pod, pods, replicaSet, template, waiting, workload } from "./testing/sightings";

const current = replicaSet("1.1.0", 2);
const see = (more: Partial<Sighting> = {}): Sighting => ({ workload: workload(), current, pods: pods("1.1.0", "a b c"), ...more });
const at = (sighting: Sighting, seconds = 120) => judge(sighting, after(seconds));
const short = (ready: number) => workload({ available: ready, ready, updated: 3 });

describe("healthy", () => {
  test("is a bot whose desired pods all run the live release and are available, and nothing else runs", () => {
    expect(at(see())).toEqual({ verdict: "healthy", reasons: [] });
  });

  test.each<[string, Partial<Sighting>]>([
    ["old pods that are leaving", { pods: [...pods("1.1.0", "a b c"), pod("x", "1.0.0", { terminating: true })] }],
    [
      "what is left of pods that were evicted long ago",
      { pods: [...pods("1.1.0", "a b c"), pod("gone", "1.1.0", { phase: "Failed", ready: false })] },
    ],
    [
      "what is left of evicted pods of an older release",
      { pods: [...pods("1.1.0", "a b c"), pod("gone", "1.0.0", { phase: "Failed", ready: false })] },
    ],
    [
      "a container that restarted twice",
      { pods: [...pods("1.1.0", "a b"), pod("c", "1.1.0", { containers: [container({ restarts: 2 })] })] },
    ],
    ["more pods than desired, just after it was scaled down", { workload: workload({ desired: 2, available: 3, ready: 3, updated: 3 }) }],
    ["a pause after the rollout", { workload: workload({ paused: true }) }],
  ])("in spite of %s", (_, more) => {
    expect(at(see(more))).toEqual({ verdict: "healthy", reasons: [] });
  });

  test("again when pods that restarted often have run for an hour", () => {
    const restarted = see({ pods: pods("1.1.0", "a b c", { containers: [container({ restarts: 7 })] }) });
    expect(at(restarted, 3599).verdict).toBe("degraded");
    expect(at(restarted, 3600).verdict).toBe("healthy");
  });
});

describe("unknown", () => {
  test.each<[string, Partial<Sighting>, string]>([
    ["scaled to 0", { workload: workload({ desired: 0 }), pods: [] }, "It is scaled to 0: nothing runs."],
    ["scaled to 0 while its last pods still leave", { workload: workload({ desired: 0 }) }, "It is scaled to 0: nothing runs."],
    [
      "one whose controller has not made pods yet",
      { workload: short(0), current: null, pods: [] },
      "Coming up: 0 of 3 pods are ready. No pod answers just now.",
    ],
    [
      "a new release beside old pods that still serve",
      {
        workload: short(3),
        pods: [
          pod("new", "1.1.0", {
            ready: false,
            createdAt: after(115),
            startedAt: after(115),
            containers: [container({ ready: false, runningSince: after(115) })],
          }),
          ...pods("1.0.0", "x y z"),
        ],
      },
      "Coming up: 0 of 3 pods are ready.",
    ],
    [
      "a release whose pods are ready and the old ones not gone",
      { pods: [...pods("1.1.0", "a b c"), pod("x", "1.0.0")] },
      "1 pod of another release still runs.",
    ],
    ["the same with more of them", { pods: [...pods("1.1.0", "a b c"), ...pods("1.0.0", "x y")] }, "2 pods of another release still run."],
    [
      "pods that are ready but not for minReadySeconds",
      { workload: workload({ minReadySeconds: 30, available: 1 }) },
      "Coming up: 3 of 3 pods are ready.",
    ],
    ["counts that do not know the new template yet", { workload: workload({ updated: 0 }) }, "Coming up: 3 of 3 pods are ready."],
    [
      "scaled up, the new pods on their way",
      { workload: workload({ desired: 5, updated: 3, available: 3, ready: 3 }) },
      "Coming up: 3 of 5 pods are ready.",
    ],
    [
      "one that a partition keeps from most of its pods",
      { workload: workload({ stayBelow: 2, updated: 1 }), pods: [...pods("1.0.0", "x-0 x-1"), pod("x-2", "1.1.0")] },
      "1 of 3 pods run the live release: a partition keeps the others on what they run.",
    ],
    [
      "a paused one whose change waits",
      { workload: workload({ paused: true }), current: null, pods: pods("1.0.0", "x y z") },
      "It is paused: its newest change is not rolled out until somebody resumes it.",
    ],
    [
      "a singleton between two pods",
      {
        workload: workload({ strategy: "Recreate", desired: 1, available: 0, ready: 0, updated: 0 }),
        pods: [pod("x", "1.0.0", { terminating: true })],
      },
      "Coming up: 0 of 1 pods are ready. No pod answers just now.",
    ],
    [
      "one whose only pods are leaving",
      { workload: short(0), pods: pods("1.1.0", "a b c", { terminating: true }) },
      "Coming up: 0 of 3 pods are ready. No pod answers just now.",
    ],
  ])("is the verdict for %s", (_, more, sentence) => {
    expect(at(see(more))).toEqual({ verdict: "unknown", reasons: [sentence] });
  });

  test("is the verdict when the lists lag: the workload says all is well and there are no pods", () => {
    expect(at(see({ pods: [] })).verdict).toBe("unknown");
  });
});

describe("failing, when no pod of the release works, and degraded, when some do", () => {
  test.each<[string, Pod, string]>([
    ["crash", down("c", "1.1.0", crashing()), "Pod c crashes on start (restarted 4 times, last exit code 1)."],
    ["cannot pull their image", down("c", "1.1.0", waiting("ImagePullBackOff")), "Pod c cannot pull the image omniserve:1.1.0."],
    [
      "miss their configuration",
      down("c", "1.1.0", waiting("CreateContainerConfigError")),
      "Pod c cannot start container bot: CreateContainerConfigError.",
    ],
    [
      "crash in an init container",
      down("c", "1.1.0", waiting("PodInitializing"), { initContainers: [crashing()] }),
      "Pod c crashes on start in its init container bot (1 of 1): restarted 4 times, last exit code 1.",
    ],
    ["find no node", pod("c", "1.1.0", { phase: "Pending", ready: false, unschedulable: "no room" }), "Pod c finds no node: no room."],
    ["never become ready", pod("c", "1.1.0", { ready: false }), "Pod c is up but does not become ready: its readiness probe fails."],
    ["are evicted as soon as they are made", pod("c", "1.1.0", { phase: "Failed", ready: false }), "Pod c ended and does not come back."],
  ])("pods that %s", (_, broken, sentence) => {
    expect(at(see({ workload: short(0), pods: [broken] }))).toEqual({ verdict: "failing", reasons: [sentence] });
    expect(at(see({ workload: short(2), pods: [...pods("1.1.0", "a b"), broken] }))).toEqual({ verdict: "degraded", reasons: [sentence] });
  });

  test("old pods that serve do not make a release that never gets ready any better", () => {
    const stuck = see({ workload: workload({ updated: 1 }), pods: [pod("new", "1.1.0", { ready: false }), ...pods("1.0.0", "x y z")] });
    expect(at(stuck).verdict).toBe("failing");
  });

  test("an old pod in trouble says nothing about the live release", () => {
    const leftover = see({ pods: [...pods("1.1.0", "a b c"), down("x", "1.0.0", crashing())] });
    expect(at(leftover)).toEqual({ verdict: "unknown", reasons: ["1 pod of another release still runs."] });
  });

  test("a pod that ended long ago explains nothing", () => {
    const scaled = see({ workload: short(2), pods: [...pods("1.1.0", "a b"), pod("gone", "1.1.0", { phase: "Failed", ready: false })] });
    expect(at(scaled, 3700).verdict).toBe("unknown");
  });

  test("is degraded while pods restart again and again", () => {
    const restarting = see({ pods: [...pods("1.1.0", "a b"), pod("c", "1.1.0", { containers: [container({ restarts: 3 })] })] });
    expect(at(restarting)).toEqual({ verdict: "degraded", reasons: ["Pod c restarted 3 times within the hour."] });
  });

  test("says the same of several pods once, however often each of them restarted", () => {
    const names = Array.from({ length: 12 }, (_, index) => down(`p${index}`, "1.1.0", crashing(4 + index)));
    expect(at(see({ workload: short(0), pods: names })).reasons).toEqual([
      "Pod p0 (and 11 more pods) crashes on start (restarted 4 times, last exit code 1).",
    ]);
  });

  test("says causes before what follows from them, five at most, and counts the other pods", () => {
    const unready = pod("a", "1.1.0", { ready: false });
    const images = Array.from({ length: 6 }, (_, index) =>
      down(`p${index}`, "1.1.0", waiting("ErrImagePull", { image: `omniserve:${index % 5}` })),
    );
    const { reasons } = at(see({ workload: short(0), pods: [unready, ...images] }));
    expect(reasons[0]).toBe("Pod p0 (and 1 more pod) cannot pull the image omniserve:0.");
    expect(reasons).toHaveLength(6);
    expect(reasons[5]).toBe("And 1 more pod with a problem.");
  });

  test("is not yet, for a pod whose probe has failed but has time left, and that is said", () => {
    const young = pod("c", "1.1.0", {
      ready: false,
      containers: [container({ ready: false, runningSince: after(115) })],
      events: [event("Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503")],
    });
    expect(at(see({ workload: short(2), pods: [...pods("1.1.0", "a b"), young] }))).toEqual({
      verdict: "unknown",
      reasons: ["Coming up: 2 of 3 pods are ready.", "Pod c is up but not ready yet: its readiness probe fails (it answers HTTP 503)."],
    });
  });

  test("is not the verdict while an old pod cannot leave because its node is silent, and that is said", () => {
    const lost = pod("x", "1.0.0", { terminating: true, ready: false, reason: "NodeLost" });
    const recreated = see({ workload: workload({ strategy: "Recreate", desired: 1, available: 0, ready: 0, updated: 0 }), pods: [lost] });
    expect(at(recreated).reasons[1]).toBe("Pod x cannot leave: its node node-1 does not answer.");
  });

  test("a crash loop without a readiness probe does not look well between two crashes", () => {
    const between = container({ restarts: 1, lastExit: { code: 1, reason: "Error" }, runningSince: after(118) });
    expect(at(see({ pods: pods("1.1.0", "a b c", { containers: [between] }) })).verdict).toBe("degraded");
  });
});

describe("which pods run a revision", () => {
  const revisions: [string, Revision, Partial<Pod>, boolean][] = [
    ["of a Deployment: those that its ReplicaSet owns", current, {}, true],
    ["of a Deployment: not another ReplicaSet's, whatever the label", current, { ownerUid: "rs-other" }, false],
    [
      "of a StatefulSet: those labelled with the revision's name",
      { ...current, source: "ControllerRevision" },
      { ownerUid: "uid-omniserve", podHash: "omniserve-1.1.0" },
      true,
    ],
    [
      "of a DaemonSet: those labelled with its hash",
      { ...current, source: "ControllerRevision" },
      { ownerUid: "uid-omniserve", podHash: "hash-1.1.0" },
      true,
    ],
    ["not another revision's", { ...current, source: "ControllerRevision" }, { ownerUid: "uid-omniserve", podHash: "hash-1.0.0" }, false],
    ["not another owner's", { ...current, source: "ControllerRevision" }, { ownerUid: "uid-greeter", podHash: "hash-1.1.0" }, false],
    [
      "not one without a label",
      { ...current, source: "ControllerRevision", podHash: "" },
      { ownerUid: "uid-omniserve", podHash: null },
      false,
    ],
  ];
  test.each(revisions)("%s", (_, revision, more, expected) => {
    expect(runs(pod("a", "1.1.0", more), revision)).toBe(expected);
  });

  test("none, while there is no revision", () => {
    expect(runs(pod("a", "1.1.0"), null)).toBe(false);
  });
});

test("readiness is given the time that the template's own probes ask for", () => {
  const slow = template("1.1.0");
  slow.spec = { containers: [{ name: "bot", startupProbe: { periodSeconds: 10, failureThreshold: 30 } }] };
  const warming = see({
    workload: workload({ template: slow, available: 0, ready: 0 }),
    pods: pods("1.1.0", "a b c", { ready: false, startedAt: NOON }),
  });
  expect(at(warming, 300).verdict).toBe("unknown");
  expect(at(warming, 320).verdict).toBe("failing");
});
