import { describe, expect, test } from "vitest";
import type { Pod } from "@/lib/cluster/types";
import { describePodProblem } from "./describe-pod-problem";
import { after, container, crashing, down, pod, waiting } from "./testing/sightings";

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
      "Pod a crashes on start (restarted 2 times).",
    ],
    [
      "a crash between two tries",
      down("a", "2", container({ ready: false, restarts: 1, lastExit: { code: 137, reason: "OOMKilled" } })),
      "Crashed",
      "Pod a crashed (restarted once, last exit code 137).",
    ],
    [
      "an image that is not there",
      down("a", "2", waiting("ErrImagePull", { image: "omniserve:2" })),
      "ErrImagePull",
      "Pod a cannot pull the image omniserve:2.",
    ],
    [
      "one that is tried again later",
      down("a", "2", waiting("ImagePullBackOff", { image: "omniserve:2" })),
      "ImagePullBackOff",
      "Pod a cannot pull the image omniserve:2.",
    ],
    [
      "an image name that is none",
      down("a", "2", waiting("InvalidImageName", { image: "Omni!" })),
      "InvalidImageName",
      "Pod a cannot pull the image Omni!.",
    ],
    [
      "a ConfigMap that is missing",
      down("a", "2", waiting("CreateContainerConfigError", { message: 'configmap "prompts"\n not found' })),
      "CreateContainerConfigError",
      'Pod a cannot start container bot: configmap "prompts" not found',
    ],
    [
      "the same, without a message",
      down("a", "2", waiting("RunContainerError")),
      "RunContainerError",
      "Pod a cannot start container bot: RunContainerError",
    ],
    [
      "no node for it",
      pod("a", "2", { phase: "Pending", ready: false, unschedulable: "0/3 nodes are available: 3 Insufficient memory." }),
      "Unschedulable",
      "Pod a finds no node: 0/3 nodes are available: 3 Insufficient memory.",
    ],
    [
      "an init container that crashes",
      down("a", "2", waiting("PodInitializing"), { initContainers: [crashing(2)] }),
      "CrashLoopBackOff",
      "Pod a crashes on start (restarted 2 times, last exit code 1).",
    ],
    ["an eviction", pod("a", "2", { phase: "Failed", ready: false }), "Failed", "Pod a ended and does not come back."],
    ["a shutdown of its node", pod("a", "2", { phase: "Succeeded", ready: false }), "Failed", "Pod a ended and does not come back."],
    [
      "a probe that fails",
      pod("a", "2", { ready: false }),
      "NotReady",
      "Pod a is up but does not become ready: its readiness probe fails.",
    ],
  ])("is %s", (_, broken, reason, sentence) => {
    expect(problem(broken)).toEqual({ reason, sentence });
  });

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
