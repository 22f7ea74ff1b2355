import type { PlatformCtx } from "@/lib/platform/ctx";
import { LEASE_SECONDS } from "./lease";

/** What an act on an active run got hold of: its new epoch, and for how long the former holder may still send what it has in hand. */
export type TakenOver = { epoch: number; end: number; leftMs: number };

/**
 * Takes the lease of an active run from whoever holds it; null when it has ended. What the former holder still writes down is refused from now on; what it still
 * sends to the cluster, it sends within `leftMs`: nobody sends anything without a lease that outlasts the answer.
 */
export async function takeOver(ctx: PlatformCtx, input: { rollbackId: string; holder: string }): Promise<TakenOver | null> {
  const start = performance.now();
  const [row] = await ctx.db.$queryRaw<{ epoch: number; left: number }[]>`
    with former as (
      select id, greatest(0, coalesce(extract(epoch from "leaseUntil" - now() at time zone 'utc'), 0))::float8 as left
      from "Rollback" where id = ${input.rollbackId} and phase in ('applying', 'following', 'verifying') for update
    )
    update "Rollback" r
    set "leaseEpoch" = r."leaseEpoch" + 1, "leaseHolder" = ${input.holder},
        "leaseUntil" = now() at time zone 'utc' + (${LEASE_SECONDS} + former.left) * interval '1 second'
    from former where r.id = former.id
    returning r."leaseEpoch" as epoch, former.left`;
  if (!row) return null;
  const leftMs = row.left * 1000;
  return { epoch: row.epoch, end: start + leftMs + LEASE_SECONDS * 1000, leftMs };
}
