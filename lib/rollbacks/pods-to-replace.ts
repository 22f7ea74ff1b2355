import { describePodProblem } from "@/lib/health/describe-pod-problem";
import { isOver } from "@/lib/health/is-over";
import { runs } from "@/lib/health/judge";
import type { Pod, Revision, Workload } from "@/lib/cluster/types";
import type { PodInTheWay } from "./schemas";

export type PodsToReplace = {
  /** Pods of a StatefulSet that its partition keeps on what they run. */
  staying: Pod[];
  /** Pods that run something else and that no controller replaces: somebody has to delete them. */
  inTheWay: PodInTheWay[];
  /** The workload without those that stay: what it is to be judged by. */
  workload: Workload;
};

/** Which pods a rollout of `target` reaches, which it leaves alone, and which it waits for in vain. `target` is null until its controller has made it. */
export function podsToReplace(input: { workload: Workload; target: Revision | null; pods: readonly Pod[]; now: Date }): PodsToReplace {
  const { workload, target, pods, now } = input;
  const others = pods.filter((pod) => !runs(pod, target) && !isOver(pod));
  const staying = others.filter((pod) => ordinalOf(pod) < workload.stayBelow);
  const reached = others.filter((pod) => !staying.includes(pod) && !pod.terminating);
  return { staying, inTheWay: inTheWay(workload, reached, now), workload: without(workload, staying) };
}

/**
 * Those to delete, once that helps: before the controller has taken up the target, it would make them anew as they were. `target` is null until then.
 */
export function podsToDelete(input: Parameters<typeof podsToReplace>[0]): PodInTheWay[] {
  const { workload, target } = input;
  return target === null || workload.observedGeneration < workload.generation ? [] : podsToReplace(input).inTheWay;
}

function inTheWay({ strategy, podManagementPolicy }: Workload, reached: readonly Pod[], now: Date): PodInTheWay[] {
  if (strategy === "OnDelete") return reached.map(({ name, uid }) => ({ name, uid, because: "on-delete" }));
  // It waits for each pod to be ready before it turns to the next, also for one that never will be. https://github.com/kubernetes/kubernetes/issues/67250
  if (podManagementPolicy !== "OrderedReady") return [];
  return reached
    .filter((pod) => !pod.ready && describePodProblem(pod, { now, readyAllowanceMs: 0 }) !== null)
    .map(({ name, uid }) => ({ name, uid, because: "stuck" }));
}

/** Pods of a StatefulSet are named after their ordinals. */
function ordinalOf({ name }: Pod): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? Infinity);
}

function without(workload: Workload, staying: readonly Pod[]): Workload {
  if (staying.length === 0) return workload;
  const ready = staying.filter((pod) => pod.ready).length;
  const less = (count: number, by: number) => Math.max(0, count - by);
  return {
    ...workload,
    desired: less(workload.desired, staying.length),
    ready: less(workload.ready, ready),
    available: less(workload.available, ready),
    total: less(workload.total, staying.length),
  };
}
