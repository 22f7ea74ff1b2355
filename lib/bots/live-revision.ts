import type { Revision, Workload } from "@/lib/cluster/types";
import { templateDigests } from "./canonical-template";

/**
 * The ReplicaSet or ControllerRevision that carries the workload's live template: exactly, else but for stamps and what a newer API server defaulted;
 * the newest where several do. null until its controller has made one.
 */
export function liveRevision(workload: Workload, revisions: readonly Revision[]): Revision | null {
  const mine = revisions.filter(({ ownerUid }) => ownerUid === workload.uid);
  const exact = newest(mine, "exact", workload);
  // Until the controller has looked, a template that differs by a stamp is a restart whose revision is still to come, not the one before it.
  return exact ?? (workload.observedGeneration >= workload.generation ? newest(mine, "canonical", workload) : null);
}

function newest(revisions: readonly Revision[], form: "exact" | "canonical", workload: Workload): Revision | null {
  const live = templateDigests(workload.template)[form];
  const same = revisions.filter(({ template }) => templateDigests(template)[form] === live);
  return same.sort((a, b) => (b.number ?? 0) - (a.number ?? 0))[0] ?? null;
}
