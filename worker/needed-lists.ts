import type { WatchedKind, WorkloadKind } from "@/lib/cluster/types";

/** Which lists must have come before a bot of this kind is seen whole. */
export const NEEDED_LISTS: Record<WorkloadKind, WatchedKind[]> = {
  Deployment: ["Deployment", "ReplicaSet", "Pod"],
  StatefulSet: ["StatefulSet", "ControllerRevision", "Pod"],
  DaemonSet: ["DaemonSet", "ControllerRevision", "Pod"],
};
