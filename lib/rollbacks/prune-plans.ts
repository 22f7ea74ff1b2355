import type { PlatformCtx } from "@/lib/platform/ctx";

const KEPT_MS = 24 * 3_600_000;

/** Deletes plans that nobody confirmed, a day after they expired: each keeps contents from being pruned, and an open dialog makes one every few minutes. */
export async function prunePlans({ ctx }: { ctx: PlatformCtx }): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  return ctx.db.$executeRaw`
    delete from "RollbackPlan" p
    where p."expiresAt" < ${before} and not exists (select from "Rollback" r where r."planId" = p.id)`;
}
