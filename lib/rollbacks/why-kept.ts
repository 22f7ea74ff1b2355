import type { Pod } from "@/lib/cluster/types";
import type { PodInTheWay } from "./schemas";

/** Why a pod that somebody asked to delete was left alone, from the pods that are there. */
export function whyKept({ name, uid }: Pick<PodInTheWay, "name" | "uid">, pods: readonly Pod[]): string {
  const pod = pods.find((one) => one.uid === uid);
  if (pod?.terminating) return `Pod ${name} is being deleted already.`;
  if (pod) return `Pod ${name} is not in the way any more${pod.ready ? ": it is ready" : ""}. It was not deleted.`;
  const isAnother = pods.some((one) => one.name === name);
  return isAnother ? `Pod ${name} is another one by now. It was not deleted.` : `Pod ${name} is gone already.`;
}
