import { inTransaction } from "@/lib/platform/in-transaction";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { releaseRecords } from "./release-records";
import { COMPOSED_KEPT_MS, NEWEST, releasesToPrune } from "./releases-to-prune";

export type PrunedReleases = { letGo: number; forgotten: number };

/**
 * Lets go of the content of releases that no bot will go back to, and forgets compositions of code and config that came to nothing. History stays as it was; the
 * contents themselves are deleted once nothing else refers to them (`prune-contents.ts`).
 */
export async function pruneReleases({ ctx }: { ctx: PlatformCtx }): Promise<PrunedReleases> {
  const pruned: PrunedReleases = { letGo: 0, forgotten: 0 };
  for (const botId of await botsToPrune(ctx)) {
    const { letGo, forgotten } = await inTransaction(ctx, (tx) => pruneBot(tx, botId));
    pruned.letGo += letGo;
    pruned.forgotten += forgotten;
  }
  return pruned;
}

async function botsToPrune({ db, clock }: PlatformCtx): Promise<string[]> {
  const before = new Date(clock.now().getTime() - COMPOSED_KEPT_MS);
  const rows = await db.$queryRaw<{ botId: string }[]>`
    select "botId" from "Release" group by "botId"
    having count(*) filter (where template <> '') > ${NEWEST} or bool_or(origin = 'composed' and "firstSeenAt" <= ${before})`;
  return rows.map(({ botId }) => botId);
}

/** Whoever records a rollout, a plan or a rollback refers to the bot's row: while it is locked, nothing comes to need a release. */
async function pruneBot(tx: PlatformCtx, botId: string): Promise<PrunedReleases> {
  await tx.db.$executeRaw`select from "Bot" where id = ${botId} for update`;
  const now = tx.clock.now();
  const [records, open, uses] = await Promise.all([
    releaseRecords(tx, [botId]).then((found) => found.get(botId) ?? []),
    tx.db.rollout.findFirst({ where: { botId, until: null }, select: { releaseId: true } }),
    usesOf(tx, botId, now),
  ]);
  const named = new Set(uses.map(({ id }) => id));
  const inHand = new Set(uses.filter((use) => use.inHand).map(({ id }) => id));
  const { letGo, forget } = releasesToPrune({ records, liveId: open?.releaseId ?? null, inHand, named, now });

  const { count } = await tx.db.release.updateMany({
    where: { id: { in: letGo }, template: { not: "" }, knownGoodAt: null },
    data: { template: "" },
  });
  const { count: forgotten } = await tx.db.release.deleteMany({
    where: { id: { in: forget }, origin: "composed", rollouts: { none: {} } },
  });
  return { letGo: count, forgotten };
}

function usesOf({ db }: PlatformCtx, botId: string, now: Date): Promise<{ id: string; inHand: boolean }[]> {
  return db.$queryRaw`
    select id, bool_or("inHand") as "inHand"
    from (
      select unnest(array["fromReleaseId", "toReleaseId"]) as id, "expiresAt" > ${now} as "inHand" from "RollbackPlan" where "botId" = ${botId}
      union all
      select unnest(array["fromReleaseId", "toReleaseId"]), phase in ('applying', 'following', 'verifying') from "Rollback" where "botId" = ${botId}
    ) as use group by id`;
}
