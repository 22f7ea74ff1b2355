import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Run } from "./run";

/**
 * Holds a run as it is until the end of the transaction; false where it has ended or its lease went to another process meanwhile: then the rest is that one's to
 * say, and what was seen before is not to be written down.
 */
export async function lockRun(tx: PlatformCtx, { id, lease }: Pick<Run, "id" | "lease">): Promise<boolean> {
  const held = await tx.db.$queryRaw<unknown[]>`
    select from "Rollback" where id = ${id} and "leaseEpoch" = ${lease.epoch} and "endedAt" is null for update`;
  return held.length > 0;
}
