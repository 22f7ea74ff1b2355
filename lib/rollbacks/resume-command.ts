import type { WorkloadRef } from "@/lib/cluster/types";

/** The shell line that ends the pause of a Deployment. */
export function resumeCommand({ namespace, name }: WorkloadRef): string {
  return `kubectl -n ${namespace} rollout resume deployment ${name}`;
}
