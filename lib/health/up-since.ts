import type { Pod } from "@/lib/cluster/types";

/** When the last of its containers came up: pulling images and init containers are not time in which it could have become ready. */
export function upSince(pod: Pick<Pod, "containers" | "startedAt" | "createdAt">): Date {
  const times = pod.containers.flatMap(({ runningSince }) => runningSince ?? []);
  return times.length > 0 ? new Date(Math.max(...times.map((time) => time.getTime()))) : (pod.startedAt ?? pod.createdAt);
}
