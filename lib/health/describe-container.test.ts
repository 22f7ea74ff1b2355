import { describe, expect, test } from "vitest";
import type { Pod } from "@/lib/cluster/types";
import { describePodProblem } from "./describe-pod-problem";
import { after, container, down, event, waiting } from "./testing/sightings";

const problem = (broken: Pod) => describePodProblem(broken, { now: after(60), readyAllowanceMs: 15_000 });

describe("a crash, in words", () => {
  const ended = (code: number, reason = "Error", message?: string) =>
    waiting("CrashLoopBackOff", { restarts: 4, lastExit: { code, reason, ...(message === undefined ? {} : { message }) } });
  const says = (broken: Parameters<typeof down>[2], more: Partial<Pod> = {}) =>
    problem(down("a", "2", broken, { phase: "Running", ...more }))?.sentence;

  test.each<[number, string, string]>([
    [1, "Error", "last exit code 1"],
    [126, "Error", "last exit code 126: its command may not be executed"],
    [127, "Error", "last exit code 127: its command was not found"],
    [134, "Error", "last exit code 134: it gave up by itself (abort)"],
    [137, "Error", "last exit code 137: it was killed"],
    [137, "OOMKilled", "last exit code 137: it was killed for using more memory than it may"],
    [1, "OOMKilled", "last exit code 1: it was killed for using more memory than it may"],
    [139, "Error", "last exit code 139: it reached for memory that is not its own (segmentation fault)"],
    [143, "Error", "last exit code 143: it was told to stop"],
  ])("%i, %s", (code, reason, words) => {
    expect(says(ended(code, reason))).toBe(`Pod a crashes on start (restarted 4 times, ${words}).`);
  });

  test.each([
    ['exec: "omni": executable file not found in $PATH: unknown', "its command omni was not found."],
    ["exec: /app/start.sh: permission denied: unknown", "its command /app/start.sh may not be executed."],
    ["exec /app/bot: exec format error", "its command /app/bot is made for another kind of processor."],
    ["stat /app/bot: no such file or directory: unknown", "its command /app/bot was not found."],
  ])("that is none, because nothing could be started: %s", (why, words) => {
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${why}`;
    expect(says(ended(128, "StartError", message))).toBe(`Pod a cannot start container bot: ${words}`);
    expect(says(waiting("RunContainerError", { message }))).toBe(`Pod a cannot start container bot: ${words}`);
  });

  test("names the container where there are several", () => {
    const broken = { ...ended(1), name: "proxy" };
    expect(says(broken, { containers: [container(), broken] })).toBe(
      "Pod a crashes on start in its container proxy: restarted 4 times, last exit code 1.",
    );
  });

  test("of an init container says which one of how many", () => {
    const inits = [container({ name: "fetch" }), { ...ended(2), name: "migrate" }];
    expect(says(waiting("PodInitializing"), { phase: "Pending", initContainers: inits })).toBe(
      "Pod a crashes on start in its init container migrate (2 of 2): restarted 4 times, last exit code 2.",
    );
  });

  test.each([
    ["the kubelet says so", [event("Killing", "Container bot failed liveness probe, will be restarted")], 137, "liveness", ""],
    [
      "its probe failed and it was killed",
      [event("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 503")],
      137,
      "liveness",
      " (it answers HTTP 503)",
    ],
    [
      "its startup probe never passed",
      [
        event("Killing", "Container bot failed startup probe, will be restarted"),
        event("Unhealthy", 'Startup probe failed: Get "http://10.0.0.7:8080/healthz": dial tcp 10.0.0.7:8080: connect: connection refused'),
      ],
      143,
      "startup",
      " (nothing listens on its port)",
    ],
  ] as const)("is a kill in disguise, where %s", (_, events, code, probe, why) => {
    expect(says(ended(code), { events: [...events] })).toBe(
      `Pod a is killed again and again: its ${probe} probe fails${why}, restarted 4 times.`,
    );
  });

  test.each([
    ["it ran out of memory", ended(137, "OOMKilled"), event("Killing", "Container bot failed liveness probe, will be restarted")],
    ["it ended with an error of its own", ended(1), event("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 503")],
    ["another container is killed", ended(137), event("Killing", "Container proxy failed liveness probe, will be restarted")],
    ["another container's probe fails", ended(137), event("Unhealthy", "Liveness probe failed: no", { container: "proxy" })],
  ])("is its own, where %s", (_, broken, happened) => {
    expect(says(broken, { events: [happened] })).toContain("Pod a crashes on start");
  });
});

describe("missing config", () => {
  const lacks = (message: string) => problem(down("a", "2", waiting("CreateContainerConfigError", { message })))?.sentence;
  test.each([
    ['configmap "prompts"\n not found', "ConfigMap prompts does not exist."],
    ['secret "keys" not found', "Secret keys does not exist."],
    ["couldn't find key threshold in ConfigMap support/prompts", "ConfigMap prompts has no key threshold."],
    ["couldn't find key token in Secret support/keys", "Secret keys has no key token."],
    [
      'container has runAsNonRoot and image will run as root (pod: "a_support(uid)", container: bot)',
      "its image runs as root, and its security context forbids that.",
    ],
  ])("%s", (message, words) => {
    expect(lacks(message)).toBe(`Pod a cannot start container bot: ${words}`);
  });
});
