import { inTransaction } from "@/lib/platform/in-transaction";
import type { VaultCtx } from "./ctx";

const AT_ONCE = 50;
/** Templates used to be kept as plain JSON text; a content address never begins like one. */
const PLAIN = { startsWith: "{" };

/** Moves templates that an older build stored in plain text into the vault. Doing it again, or in several processes at once, does no harm. */
export async function sealOldTemplates({ ctx }: { ctx: VaultCtx }): Promise<void> {
  while ((await sealReleases(ctx)) === AT_ONCE);
  while ((await sealPlans(ctx)) === AT_ONCE);
}

async function sealReleases(ctx: VaultCtx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const releases = await tx.db.release.findMany({ where: { template: PLAIN }, select: { id: true, template: true }, take: AT_ONCE });
    const addresses = await tx.vault.keep(
      tx,
      releases.map(({ template }) => template),
    );
    for (const [index, { id }] of releases.entries()) {
      await tx.db.release.update({ where: { id }, data: { template: addresses[index] ?? "" } });
    }
    return releases.length;
  });
}

/** A plan of then brought its target's template as it was. */
async function sealPlans(ctx: VaultCtx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const plans = await tx.db.rollbackPlan.findMany({
      where: { liveTemplate: PLAIN },
      select: { id: true, liveTemplate: true, toReleaseId: true },
      take: AT_ONCE,
    });
    const addresses = await tx.vault.keep(
      tx,
      plans.map(({ liveTemplate }) => liveTemplate),
    );
    for (const [index, { id, toReleaseId }] of plans.entries()) {
      const target = await tx.db.release.findUnique({ where: { id: toReleaseId }, select: { template: true } });
      const data = { liveTemplate: addresses[index] ?? "", bringTemplate: target?.template ?? "" };
      await tx.db.rollbackPlan.update({ where: { id }, data });
    }
    return plans.length;
  });
}
