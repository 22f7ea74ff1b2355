import type { Revision, Workload } from "@/lib/cluster/types";
import { templateDigests } from "./canonical-template";
import { whoBrought } from "./who-brought";

/**
 * Since when the live template has been live, as far as the cluster can tell; null where it cannot. A restart makes a new revision of the same release: the first
 * of an unbroken row of them counts. A revision that came back (an undo) has its first creation time, so there the time of the write counts.
 */
export function liveSince(workload: Workload, revisions: readonly Revision[], current: Revision | null): Date | null {
  const written = whoBrought(workload.fieldOwners).at;
  if (current === null) return written;

  const mine = revisions.filter(({ ownerUid }) => ownerUid === current.ownerUid);
  const isOther = ({ template }: Revision) => templateDigests(template).canonical !== templateDigests(current.template).canonical;
  const row = unbrokenRow(mine, current, isOther);
  const made = Math.min(...row.map(({ createdAt }) => createdAt.getTime()));
  const newestOther = Math.max(-Infinity, ...mine.filter(isOther).map(({ createdAt }) => createdAt.getTime()));
  return made >= newestOther ? new Date(made) : (written ?? new Date(newestOther));
}

function unbrokenRow(mine: readonly Revision[], current: Revision, isOther: (revision: Revision) => boolean): Revision[] {
  const downwards = mine.filter(({ number }) => (number ?? 0) <= (current.number ?? 0)).sort((a, b) => (b.number ?? 0) - (a.number ?? 0));
  const end = downwards.findIndex(isOther);
  return end === -1 ? downwards : downwards.slice(0, end);
}
