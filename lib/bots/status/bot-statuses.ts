import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Prisma } from "@/lib/platform/db";
import { alarms } from "../alarms";
import { BOT_NAMED, botRef } from "../bot-ref";
import type { BotSight } from "../schemas";
import { LATELY_MS, rollbackFact, type LastRollback } from "./rollback-fact";
import type { BotStatus } from "./schemas";
import { standingNote } from "./standing-note";

const SHOWN = {
  ...BOT_NAMED,
  rollouts: {
    where: { until: null },
    take: 1,
    select: { since: true, rollbackId: true, release: { select: { version: true } } },
  },
} satisfies Prisma.BotInclude;

/** What there is to say of the bots that are in their cluster: of one environment, or of all. */
export async function botStatuses(ctx: PlatformCtx, environmentName: string | null): Promise<BotStatus[]> {
  const bots = await ctx.db.bot.findMany({
    where: { archivedAt: null, ...(environmentName !== null && { environmentName }) },
    include: SHOWN,
    orderBy: [{ environmentName: "asc" }, { name: "asc" }, { id: "asc" }],
  });
  const ids = bots.map(({ id }) => id);
  const [last, alarming] = await Promise.all([lastRollbacks(ctx, ids), alarms(ctx, ids)]);
  const now = ctx.clock.now();

  return bots.map((bot) => {
    const [live] = bot.rollouts;
    const rollback = last.get(bot.id);
    return {
      ...botRef(bot),
      verdict: bot.verdict as BotStatus["verdict"],
      verdictSince: bot.verdictSince.toISOString(),
      switchedOff: (bot.sight as Partial<BotSight>).desired === 0,
      live: live ? { version: live.release.version, since: live.since.toISOString() } : null,
      putBackAt: alarming.get(bot.id)?.since ?? null,
      rollback: rollback ? rollbackFact(rollback, { live: live ?? null, healthy: bot.verdict === "healthy" }) : null,
      supportNote: standingNote(bot.supportNote, now),
    };
  });
}

/** Of each bot the rollback that was started last, where it still runs or ended lately. */
async function lastRollbacks(ctx: PlatformCtx, botIds: string[]): Promise<Map<string, LastRollback>> {
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS);
  const rows = await ctx.db.$queryRaw<(LastRollback & { botId: string; endedAt: Date | null })[]>`
    select distinct on (b."botId") b."botId", b.id, b.phase, b."startedAt", b."startedBy", b.reason, b.undoes, b."endedAt", r.version as "toVersion"
    from "Rollback" b join "Release" r on r.id = b."toReleaseId"
    where b."botId" = any(${botIds}) order by b."botId", b."startedAt" desc, b.id desc`;
  return new Map(rows.filter(({ endedAt }) => endedAt === null || endedAt >= since).map(({ botId, ...row }) => [botId, row]));
}
