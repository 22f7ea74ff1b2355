import type { PlatformCtx } from "@/lib/platform/ctx";
import { ACTIVE_PHASES } from "@/lib/rollbacks/run";

/** Bot id → id of its active rollback, for each environment. */
export async function activeRollbacks(ctx: PlatformCtx): Promise<Map<string, Map<string, string>>> {
  const rows = await ctx.db.rollback.findMany({
    where: { phase: { in: [...ACTIVE_PHASES] } },
    select: { id: true, botId: true, bot: { select: { environmentName: true } } },
  });
  const byEnvironment = new Map<string, Map<string, string>>();
  for (const { id, botId, bot } of rows) {
    const inside = byEnvironment.get(bot.environmentName) ?? new Map<string, string>();
    byEnvironment.set(bot.environmentName, inside.set(botId, id));
  }
  return byEnvironment;
}
