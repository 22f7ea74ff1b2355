import type { Pod, PodContainer } from "@/lib/cluster/types";
import { isOver } from "./is-over";

/** Waiting reasons that do not mend themselves by waiting a little. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
const IMAGE_REASONS = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError"];
const CONFIG_REASONS = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError"];
/** A container that crashed is believed to be up again only when it has run for so long: between two crashes it runs for seconds, "ready" without a probe. */
const STEADY_MS = 30_000;

export type PodProblem = { reason: string; sentence: string };

/**
 * What is wrong with a pod, in words a tired person understands, or null. A pod that is merely starting has no problem yet:
 * one that is up is given `readyAllowanceMs` to become ready.
 */
export function describePodProblem(pod: Pod, options: { now: Date; readyAllowanceMs: number }): PodProblem | null {
  if (pod.terminating) return null;
  if (isOver(pod)) return { reason: "Failed", sentence: `Pod ${pod.name} ended and does not come back.` };
  if (pod.unschedulable !== null) {
    return { reason: "Unschedulable", sentence: `Pod ${pod.name} finds no node: ${cut(pod.unschedulable)}` };
  }
  for (const container of [...pod.initContainers, ...pod.containers]) {
    const problem = describeContainer(pod, container, options.now);
    if (problem) return problem;
  }

  const upMs = options.now.getTime() - upSince(pod).getTime();
  if (pod.phase === "Running" && !pod.ready && upMs > options.readyAllowanceMs) {
    return { reason: "NotReady", sentence: `Pod ${pod.name} is up but does not become ready: its readiness probe fails.` };
  }
  return null;
}

/** When the last of its containers came up: pulling images and init containers are not time in which it could have become ready. */
function upSince(pod: Pod): Date {
  const times = pod.containers.flatMap(({ runningSince }) => runningSince ?? []);
  return times.length > 0 ? new Date(Math.max(...times.map((time) => time.getTime()))) : (pod.startedAt ?? pod.createdAt);
}

function describeContainer(pod: Pod, container: PodContainer, now: Date): PodProblem | null {
  const reason = container.waiting?.reason ?? "";
  const exit = container.lastExit && container.lastExit.code !== 0 ? `, last exit code ${container.lastExit.code}` : "";
  if (reason === "CrashLoopBackOff") {
    return { reason, sentence: `Pod ${pod.name} crashes on start (${times(container.restarts)}${exit}).` };
  }
  if (IMAGE_REASONS.includes(reason)) return { reason, sentence: `Pod ${pod.name} cannot pull the image ${container.image}.` };
  if (CONFIG_REASONS.includes(reason)) {
    return { reason, sentence: `Pod ${pod.name} cannot start container ${container.name}: ${cut(container.waiting?.message || reason)}` };
  }
  const crashed = exit !== "" && container.restarts > 0 && (!container.ready || isFresh(container, now));
  return crashed ? { reason: "Crashed", sentence: `Pod ${pod.name} crashed (${times(container.restarts)}${exit}).` } : null;
}

function isFresh({ runningSince }: PodContainer, now: Date): boolean {
  return runningSince instanceof Date && now.getTime() - runningSince.getTime() < STEADY_MS;
}

function times(restarts: number): string {
  return restarts <= 1 ? "restarted once" : `restarted ${restarts} times`;
}

function cut(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
