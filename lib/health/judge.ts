import type { CreateRefusal, Pod, Revision, Workload } from "@/lib/cluster/types";
import { createRefusal, deadlineExceeded } from "./controller-complaint";
import { describePodProblem, describeWaiting } from "./describe-pod-problem";
import { describeLeaving } from "./describe-node-problem";
import { groupTroubles } from "./group-troubles";
import { isOver } from "./is-over";
import { readyAllowanceMs } from "./ready-allowance";
import type { Judgement } from "./types";

export type Sighting = {
  workload: Workload;
  /** The revision that carries the live template; null until its controller has made it. */
  current: Revision | null;
  /** Every pod of the bot, of any template, terminating ones too. */
  pods: Pod[];
  /** The last pod that could not be made, where only an event tells it. */
  refusal?: CreateRefusal | null;
};

/** A container that restarted this often in its pod's first hour is not well, ready or not. */
const MANY_RESTARTS = 3;
const HOUR_MS = 3_600_000;

/**
 * Whether the live release runs well, judged by replicas, pods and what controllers say. Healthy means: every desired pod runs it and is available, and nothing
 * else runs. Failing: none of its pods works. Unknown: too early to tell, or nothing runs.
 */
export function judge({ workload, current, pods, refusal: said = null }: Sighting, now: Date): Judgement {
  if (workload.desired === 0) return { verdict: "unknown", reasons: [whyNothingRuns(workload)] };

  const living = pods.filter((pod) => !pod.terminating && !isOver(pod));
  const mine = living.filter((pod) => runs(pod, current));
  const ready = mine.filter((pod) => pod.ready).length;
  const others = living.length - mine.length;
  const isYoung = (pod: Pod) => now.getTime() - pod.createdAt.getTime() < HOUR_MS;

  // A pod that ended is of interest only while another is missing in its place.
  const lost = ready < workload.desired ? pods.filter((pod) => isOver(pod) && !pod.terminating && runs(pod, current) && isYoung(pod)) : [];
  const allowance = readyAllowanceMs(workload.template);
  const troubles = [...mine, ...lost].flatMap((pod) => {
    const problem = describePodProblem(pod, { now, readyAllowanceMs: allowance });
    return problem ? [{ pod: pod.name, problem }] : [];
  });
  const refusal = createRefusal(workload, current, mine.length < workload.desired ? said : null);
  const reasons = [...(refusal ? [refusal] : []), ...groupTroubles(troubles)];

  const notWell = ready === 0 ? "failing" : "degraded";
  if (reasons.length > 0) return { verdict: notWell, reasons };
  if (deadlineExceeded(workload)) {
    return { verdict: notWell, reasons: [`Only ${ready} of ${workload.desired} pods came up in the time the bot is given.`] };
  }
  if (ready < workload.desired || workload.available < workload.desired || workload.updated < workload.desired) {
    const waits = [...pods.flatMap((pod) => describeLeaving(pod) ?? []), ...mine.flatMap((pod) => describeWaiting(pod) ?? [])];
    return { verdict: "unknown", reasons: [comingUp({ workload, current, pods: living }, ready), ...waits.slice(0, 1)] };
  }
  if (others > 0)
    return { verdict: "unknown", reasons: [`${count(others, "pod")} of another release still ${others === 1 ? "runs" : "run"}.`] };

  const restarting = mine.filter((pod) => isYoung(pod) && restartsOf(pod) >= MANY_RESTARTS);
  if (restarting.length > 0) {
    return {
      verdict: "degraded",
      reasons: groupTroubles(restarting.map((pod) => ({ pod: pod.name, problem: restartedOften(restartsOf(pod)) }))),
    };
  }
  return { verdict: "healthy", reasons: [] };
}

/** Whether a pod runs the template of this revision. */
export function runs(pod: Pod, revision: Revision | null): boolean {
  if (revision === null) return false;
  if (revision.source === "ReplicaSet") return pod.ownerUid === revision.uid;
  // Pods of a StatefulSet carry their revision's name, those of a DaemonSet its hash.
  return pod.ownerUid === revision.ownerUid && pod.podHash !== null && [revision.name, revision.podHash].includes(pod.podHash);
}

function whyNothingRuns({ ref, observedGeneration, generation }: Workload): string {
  if (ref.kind !== "DaemonSet") return "It is scaled to 0: nothing runs.";
  return observedGeneration < generation
    ? "The cluster has not counted its nodes yet."
    : "No node of the cluster is meant to run it: nothing runs.";
}

function comingUp({ workload, current, pods }: Sighting, ready: number): string {
  const { desired, paused, strategy, stayBelow, updated } = workload;
  if (paused && current === null) return "It is paused: its newest change is not rolled out until somebody resumes it.";
  if (strategy === "OnDelete" && updated < desired) {
    return `${ready} of ${desired} pods run the live release: the others are replaced only when somebody deletes them (OnDelete).`;
  }
  if (stayBelow > 0 && updated < desired && updated >= desired - stayBelow) {
    return `${ready} of ${desired} pods run the live release: a partition keeps the others on what they run.`;
  }
  const sentence = `Coming up: ${ready} of ${desired} pods are ready.`;
  return pods.some((pod) => pod.ready) ? sentence : `${sentence} No pod answers just now.`;
}

function restartedOften(times: number) {
  return { reason: "Restarts", says: `restarted ${times} times within the hour.`, like: "Restarts" };
}

function restartsOf(pod: Pod): number {
  return Math.max(0, ...pod.containers.map((container) => container.restarts));
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
