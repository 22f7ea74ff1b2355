import { describe, expect, test } from "vitest";
import type { Pod } from "@/lib/cluster/types";
import { describePodProblem, describeWaiting } from "./describe-pod-problem";
import { after, condition, container, crashing, down, event, pod, waiting } from "./testing/sightings";

const at = (seconds: number) => ({ now: after(seconds), readyAllowanceMs: 15_000 });
const problem = (broken: Pod, seconds = 60) => describePodProblem(broken, at(seconds));

describe("what is wrong with a pod", () => {
  test.each<[string, Pod, string, string]>([
    ["a crash loop", down("a", "2", crashing(4)), "CrashLoopBackOff", "Pod a crashes on start (restarted 4 times, last exit code 1)."],
    ["its first turn", down("a", "2", crashing(1)), "CrashLoopBackOff", "Pod a crashes on start (restarted once, last exit code 1)."],
    [
      "a loop that ends well each time",
      down("a", "2", waiting("CrashLoopBackOff", { restarts: 2, lastExit: { code: 0, reason: "Completed" } })),
      "CrashLoopBackOff",
      "Pod a crashes on start (restarted 2 times, it ends by itself, without an error).",
    ],
    [
      "a crash between two tries",
      down("a", "2", container({ ready: false, restarts: 1, lastExit: { code: 137, reason: "OOMKilled" } })),
      "Crashed",
      "Pod a crashed (restarted once, last exit code 137: it was killed for using more memory than it may).",
    ],
    ["no node for it", pod("a", "2", { phase: "Pending", unschedulable: "no room" }), "Unschedulable", "Pod a finds no node: no room."],
    ["an eviction", pod("a", "2", { phase: "Failed", ready: false }), "Failed", "Pod a ended and does not come back."],
    ["a shutdown of its node", pod("a", "2", { phase: "Succeeded", ready: false }), "Failed", "Pod a ended and does not come back."],
  ])("is %s", (_, broken, reason, sentence) => {
    expect(problem(broken)).toMatchObject({ reason, sentence });
  });

  test.each([
    "ErrImagePull",
    "ImagePullBackOff",
    "InvalidImageName",
    "ErrImageNeverPull",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
  ])("is an image that cannot be had: %s", (reason) => {
    const broken = problem(down("a", "2", waiting(reason, { image: "omniserve:2" })));
    expect(broken).toMatchObject({ reason, sentence: expect.stringMatching(/^Pod a cannot pull the image omniserve:2[.:]/) });
  });

  test.each(["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PostStartHookError"])(
    "is a container that cannot be started: %s",
    (reason) => {
      expect(problem(down("a", "2", waiting(reason)))).toMatchObject({ reason, sentence: `Pod a cannot start container bot: ${reason}.` });
    },
  );

  test.each<[string, Pod]>([
    ["a pod that is well", pod("a", "2")],
    ["one that is leaving, whatever its state", down("a", "2", crashing(), { terminating: true })],
    ["one that pulls its image", down("a", "2", waiting("ContainerCreating"))],
    ["one whose init containers run", down("a", "2", waiting("PodInitializing"), { initContainers: [container({ ready: false })] })],
    [
      "one whose init container failed once and then did its work",
      pod("a", "2", { initContainers: [container({ restarts: 1, lastExit: { code: 0, reason: "Completed" } })] }),
    ],
    ["one that crashed long ago", pod("a", "2", { containers: [container({ restarts: 1, lastExit: { code: 1, reason: "Error" } })] })],
  ])("is nothing for %s", (_, fine) => {
    expect(problem(fine)).toBeNull();
  });

  test("is cut to a line that fits a page", () => {
    const sentence = problem(down("a", "2", waiting("CreateContainerError", { message: "x".repeat(5000) })))?.sentence ?? "";
    expect(sentence.length).toBeLessThan(300);
    expect(sentence).toMatch(/…$/);
  });
});

describe("the time to become ready", () => {
  const unready = (more: Partial<Pod> = {}) => pod("a", "2", { ready: false, ...more });

  test("ends with the allowance", () => {
    expect(problem(unready(), 15)).toBeNull();
    expect(problem(unready(), 16)?.reason).toBe("NotReady");
  });

  test("begins when the containers are up, not while images were pulled", () => {
    const slow = unready({ containers: [container({ ready: false, runningSince: after(300) })] });
    expect(problem(slow, 310)).toBeNull();
    expect(problem(slow, 316)?.reason).toBe("NotReady");
  });

  test("begins with the last container of several", () => {
    const two = unready({ containers: [container(), container({ name: "proxy", ready: false, runningSince: after(100) })] });
    expect(problem(two, 110)).toBeNull();
  });

  test("goes by the pod where nobody says when its containers came up", () => {
    const untold = unready({ startedAt: after(100), containers: [container({ ready: false, runningSince: null })] });
    expect(problem(untold, 110)).toBeNull();
    expect(problem(untold, 116)?.reason).toBe("NotReady");
  });
});

test("a container that crashed is not believed before it has run for a while, ready or not", () => {
  const back = pod("a", "2", {
    containers: [container({ restarts: 2, lastExit: { code: 1, reason: "Error" }, runningSince: after(100) })],
  });
  expect(problem(back, 101)?.reason).toBe("Crashed");
  expect(problem(back, 131)).toBeNull();
});

describe("a pod that does not get what it mounts", () => {
  const creating = (...events: ReturnType<typeof event>[]) => problem(down("a", "2", waiting("ContainerCreating"), { events }))?.sentence;
  const setUp = (volume: string, why: string) => event("FailedMount", `MountVolume.SetUp failed for volume "${volume}" : ${why}`);

  test.each([
    ['configmap "rules" not found', "cannot start: ConfigMap rules does not exist."],
    ['secret "keys" not found', "cannot start: Secret keys does not exist."],
    ["configmap references non-existent config key: omni.yaml", "cannot start: the ConfigMap that it mounts has no key omni.yaml."],
    ["references non-existent secret key: token", "cannot mount its volume rules: references non-existent secret key: token."],
    ["mount failed: exit status 32", "cannot mount its volume rules: mount failed: exit status 32."],
  ])("%s", (why, words) => {
    expect(creating(setUp("rules", why))).toBe(`Pod a ${words}`);
  });

  test.each([
    [
      "FailedAttachVolume",
      'Multi-Attach error for volume "pvc-7" Volume is already used by pod(s) omni-0',
      "waits for storage: its volume pvc-7 is still held by pod omni-0.",
    ],
    [
      "FailedAttachVolume",
      'Multi-Attach error for volume "pvc-7" Volume is already exclusively attached to one node and can\'t be attached to another',
      "waits for storage: its volume pvc-7 is still held by another node.",
    ],
    [
      "FailedCreatePodSandBox",
      "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: no IP addresses available",
      "cannot be set up on its node node-1: failed to setup network for sandbox: no IP addresses available.",
    ],
  ])("%s: %s", (reason, message, words) => {
    expect(creating(event(reason, message))).toBe(`Pod a ${words}`);
  });

  test("goes by what says why, not by what says that it took too long", () => {
    const late = event("FailedMount", "Unable to attach or mount volumes: unmounted volumes=[rules]: timed out waiting for the condition", {
      seconds: 50,
    });
    expect(creating(late, setUp("rules", 'configmap "rules" not found'))).toBe("Pod a cannot start: ConfigMap rules does not exist.");
  });

  test("is past it once its image is pulled, and when nothing has said so for long", () => {
    expect(creating(event("Pulling", "Pulling image", { seconds: 20 }), setUp("rules", 'configmap "rules" not found'))).toBeUndefined();
    const old = down("a", "2", waiting("ContainerCreating"), { events: [setUp("rules", 'configmap "rules" not found')] });
    expect(problem(old, 181)).toBeNull();
  });
});

describe("a node that does not answer", () => {
  const silent = [condition("Ready", "False", ""), condition("ContainersReady", "True", "")];
  const lost = (more: Partial<Pod> = {}) => pod("a", "2", { ready: false, containers: [container()], conditions: silent, ...more });

  test("is told by a pod that was well and is counted as not ready", () => {
    expect(problem(lost())?.sentence).toBe("Pod a runs on node node-1, which does not answer: the cluster counts it as not ready.");
  });

  test.each([
    ["a container is not ready", { containers: [container({ ready: false })] }],
    [
      "a readiness gate is not met",
      {
        conditions: [
          condition("Ready", "False", "ReadinessGatesNotReady", 'corresponding condition of pod readiness gate "lb" does not exist.'),
          silent[1]!,
        ],
      },
    ],
  ])("is not blamed where %s", (_, more) => {
    expect(problem(lost(more))?.reason).toBe("NotReady");
  });

  test.each<[string, Partial<Pod>, string]>([
    [
      "was evicted",
      { reason: "Evicted", message: "The node was low on resource: memory." },
      "was evicted from its node: The node was low on resource: memory.",
    ],
    [
      "was shut down with its node",
      { reason: "Terminated", message: "Pod was terminated in response to imminent node shutdown." },
      "was ended because its node shut down: Pod was terminated in response to imminent node shutdown.",
    ],
    ["had no room", { reason: "OutOfcpu" }, "was refused by its node, which has no room for it."],
    [
      "was preempted",
      {
        conditions: [
          condition(
            "DisruptionTarget",
            "True",
            "PreemptionByScheduler",
            "default-scheduler: preempting to accommodate a higher priority pod",
          ),
        ],
      },
      "was removed from its node: default-scheduler: preempting to accommodate a higher priority pod.",
    ],
  ])("is named where a pod %s", (_, more, words) => {
    expect(problem(pod("a", "2", { phase: "Failed", ready: false, ...more }))?.sentence).toBe(`Pod a ${words} It does not come back.`);
  });
});

describe("a probe", () => {
  const unready = (more: Partial<Pod> = {}) => pod("a", "2", { ready: false, ...more });
  const failed = (words: string) => event("Unhealthy", `Readiness probe failed: ${words}`);

  test.each([
    ["HTTP probe failed with statuscode: 503", "it answers HTTP 503"],
    [
      'Get "http://10.0.0.7:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      "it does not answer in time",
    ],
    ['Get "http://10.0.0.7:8080/ready": dial tcp 10.0.0.7:8080: connect: connection refused', "nothing listens on its port"],
    ['service unhealthy (responded with "NOT_SERVING")', "it says that it does not serve"],
    ["cat: /tmp/ready: No such file or directory", "cat: /tmp/ready: No such file or directory"],
  ])("says: %s", (words, meaning) => {
    expect(problem(unready({ events: [failed(words)] }))?.sentence).toBe(
      `Pod a is up but does not become ready: its readiness probe fails (${meaning}).`,
    );
    expect(describeWaiting(unready({ events: [failed(words)] }))).toBe(
      `Pod a is up but not ready yet: its readiness probe fails (${meaning}).`,
    );
  });

  test("that has not passed once is the startup probe", () => {
    expect(problem(unready({ containers: [container({ ready: false, started: false })] }))?.sentence).toContain("its startup probe fails");
  });

  test("waits for a gate of the pod's own", () => {
    const conditions = [
      condition(
        "Ready",
        "False",
        "ReadinessGatesNotReady",
        'corresponding condition of pod readiness gate "lb.example/ready" does not exist.',
      ),
    ];
    const gated = unready({ containers: [container()], conditions });
    expect(problem(gated)?.sentence).toBe("Pod a is up but does not become ready: its readiness gate lb.example/ready is not met.");
  });

  test("is no matter of a pod that is ready, or leaving, or of which nothing is told", () => {
    expect([pod("a", "2"), unready({ terminating: true }), unready()].map(describeWaiting)).toEqual([null, null, null]);
  });
});

describe("an init container at work", () => {
  const working = (more: Partial<Pod["initContainers"][number]> = {}) =>
    down("a", "2", waiting("PodInitializing"), {
      initContainers: [
        container({ name: "migrate", ready: false, ...more }),
        container({ name: "seed", ready: false, runningSince: null }),
      ],
    });

  test("is waited for, and after a minute in the way", () => {
    expect(describeWaiting(working())).toBe("Pod a waits for its init container migrate (1 of 2).");
    expect(problem(working(), 60)).toBeNull();
    expect(problem(working(), 61)?.sentence).toBe("Pod a waits for its init container migrate (1 of 2), which is not done.");
  });

  test("that is meant to go on is a sidecar, and waited for only until it has started", () => {
    expect(describeWaiting(working({ sidecar: true, started: true }))).toBeNull();
    expect(describeWaiting(working({ sidecar: true, started: false }))).toBe("Pod a waits for its sidecar migrate (1 of 2).");
  });
});
