import type { PlatformCtx } from "@/lib/platform/ctx";

/** How long a process may drive a run without saying that it still does. */
export const LEASE_SECONDS = 12;

/** The end of a lease taken now, by this process's monotonic clock: taken before the database is asked, so never later than there. */
export function leaseEnd(): number {
  return performance.now() + LEASE_SECONDS * 1000;
}

/**
 * Takes or renews the lease on an active run, by the database's clock; null when somebody else holds it or the run has ended.
 * A new holder gets a higher epoch: what a former one still writes is refused.
 */
export async function takeLease(
  ctx: PlatformCtx,
  input: { rollbackId: string; holder: string },
): Promise<{ epoch: number; end: number } | null> {
  const end = leaseEnd();
  const [row] = await ctx.db.$queryRaw<{ leaseEpoch: number }[]>`
    update "Rollback" set
      "leaseEpoch" = "leaseEpoch" + case when "leaseHolder" = ${input.holder} then 0 else 1 end,
      "leaseHolder" = ${input.holder},
      "leaseUntil" = now() at time zone 'utc' + ${LEASE_SECONDS} * interval '1 second'
    where id = ${input.rollbackId} and phase in ('applying', 'following', 'verifying')
      and ("leaseHolder" = ${input.holder} or "leaseUntil" is null or "leaseUntil" < now() at time zone 'utc')
    returning "leaseEpoch"`;
  return row ? { epoch: row.leaseEpoch, end } : null;
}

/** Lets the next process take over at once. */
export async function releaseLease(ctx: PlatformCtx, input: { rollbackId: string; epoch: number }): Promise<void> {
  await ctx.db.rollback.updateMany({ where: { id: input.rollbackId, leaseEpoch: input.epoch }, data: { leaseUntil: null } });
}
