import { botRef } from "@/lib/bots/bot-ref";
import type { BotRef } from "@/lib/bots/schemas";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { InsightsInput } from "./schemas";

export type InsightBots = { refs: Map<string, BotRef>; watchedSince: Date | null };

/** The bots that the figures are narrowed to, archived ones too: what happened to them, happened. */
export async function insightBots(ctx: PlatformCtx, { environment, team, botId }: InsightsInput): Promise<InsightBots> {
  const bots = await ctx.db.bot.findMany({
    where: {
      ...(environment !== undefined && { environmentName: environment }),
      ...(team !== undefined && { team: team === "" ? null : team }),
      ...(botId !== undefined && { id: botId }),
    },
    select: {
      id: true,
      namespace: true,
      kind: true,
      name: true,
      title: true,
      team: true,
      environmentName: true,
      environment: { select: { name: true, title: true } },
      firstSeenAt: true,
    },
  });
  const first = Math.min(...bots.map(({ firstSeenAt }) => firstSeenAt.getTime()));
  return { refs: new Map(bots.map((bot) => [bot.id, botRef(bot)])), watchedSince: Number.isFinite(first) ? new Date(first) : null };
}
