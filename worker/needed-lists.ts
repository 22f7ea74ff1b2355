import type { WatchedKind, WorkloadKind } from "@/lib/cluster/types";

/** Which lists must have come before the health of a bot of this kind is known. ConfigMaps are none: where they cannot be seen, health can. */
export const NEEDED_LISTS: Record<WorkloadKind, WatchedKind[]> = {
  Deployment: ["Deployment", "ReplicaSet", "Pod"],
  StatefulSet: ["StatefulSet", "ControllerRevision", "Pod"],
  DaemonSet: ["DaemonSet", "ControllerRevision", "Pod"],
};
