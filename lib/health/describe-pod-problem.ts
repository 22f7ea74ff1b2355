import type { Pod } from "@/lib/cluster/types";
import { describeContainer, nameOf } from "./describe-container";
import { describeMountProblem } from "./describe-mount-problem";
import { awaitedGate, describeEnd, isNodeSilent } from "./describe-node-problem";
import { probeAnswer } from "./describe-probe";
import { describeScheduling } from "./describe-scheduling";
import { isOver } from "./is-over";
import { upSince } from "./up-since";

/** An init container that is still at work after so long is said to hold its pod up. */
const INIT_PATIENCE_MS = 60_000;

/** `sentence` is `Pod NAME` and then `says`; `like` is the same for pods with the same trouble. */
export type PodProblem = { reason: string; says: string; like: string; sentence: string };

/**
 * What is wrong with a pod, in words a tired person understands, or null: the cause, where it shows one, rather than what follows from it. A pod that is merely
 * starting has no problem yet: one that is up is given `readyAllowanceMs` to become ready.
 */
export function describePodProblem(pod: Pod, options: { now: Date; readyAllowanceMs: number }): PodProblem | null {
  const found = pod.terminating ? null : problemOf(pod, options);
  return found && { ...found, sentence: `Pod ${pod.name} ${found.says}` };
}

function problemOf(pod: Pod, { now, readyAllowanceMs }: { now: Date; readyAllowanceMs: number }): Omit<PodProblem, "sentence"> | null {
  const plain = (reason: string, says: string) => ({ reason, says, like: `${reason} ${says}` });
  if (isOver(pod)) return plain("Failed", describeEnd(pod));
  if (isNodeSilent(pod))
    return plain("NodeSilent", `runs on node ${pod.node ?? "unknown"}, which does not answer: the cluster counts it as not ready.`);
  if (pod.unschedulable !== null) return plain("Unschedulable", describeScheduling(pod.unschedulable, pod.claims ?? [], pod.events ?? []));
  for (const container of [...pod.initContainers, ...pod.containers]) {
    const problem = describeContainer(pod, container, now);
    if (problem) return problem;
  }
  const mount = pod.phase === "Pending" ? describeMountProblem(pod, now) : null;
  if (mount) return plain("FailedMount", mount);

  const init = workingInit(pod);
  if (init && now.getTime() - (init.runningSince?.getTime() ?? Infinity) > INIT_PATIENCE_MS) {
    return plain("InitHangs", `waits for its ${nameOf(pod, init)}, which is not done.`);
  }
  if (pod.phase === "Running" && !pod.ready && now.getTime() - upSince(pod).getTime() > readyAllowanceMs) {
    return plain("NotReady", `is up but does not become ready: ${unready(pod)}.`);
  }
  return null;
}

/** What a pod that may still come up by itself waits for just now, as a sentence; null where nothing tells. */
export function describeWaiting(pod: Pod): string | null {
  if (pod.terminating || pod.ready || isOver(pod)) return null;
  const init = workingInit(pod);
  if (init) return `Pod ${pod.name} waits for its ${nameOf(pod, init)}.`;
  const toldOf = (pod.events ?? []).some(({ reason }) => reason === "Unhealthy");
  return pod.phase === "Running" && (toldOf || awaitedGate(pod) !== null)
    ? `Pod ${pod.name} is up but not ready yet: ${unready(pod)}.`
    : null;
}

function workingInit({ phase, initContainers }: Pod) {
  return phase === "Pending"
    ? initContainers.find((container) => container.runningSince && (!container.sidecar || container.started === false))
    : undefined;
}

function unready(pod: Pod): string {
  const gate = awaitedGate(pod);
  if (gate !== null) return `its readiness gate ${gate} is not met`;
  const container = pod.containers.find(({ ready }) => !ready);
  const probe = container?.started === false && container.runningSince ? "startup" : "readiness";
  const whose = pod.containers.length > 1 && container ? `the ${probe} probe of ${nameOf(pod, container)}` : `its ${probe} probe`;
  return `${whose} fails${container ? probeAnswer(pod, container, probe) : ""}`;
}
