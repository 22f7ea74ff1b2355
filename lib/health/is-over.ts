import type { Pod } from "@/lib/cluster/types";

/**
 * Whether a pod has ended for good, such as one that was evicted. Its object may stay for days after its controller made another in its place, so it is
 * neither a pod that runs nor one that is still to leave. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
 */
export function isOver({ phase }: Pick<Pod, "phase">): boolean {
  return phase === "Failed" || phase === "Succeeded";
}
