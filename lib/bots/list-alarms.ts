import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { alarms } from "./alarms";
import { BOT_NAMED, botRef } from "./bot-ref";
import type { BotAlarmJson } from "./schemas";

/** Every bot on which a release that was left is live again, the newest first. @throws AppError `forbidden` */
export async function listAlarms({ ctx }: { ctx: Ctx }): Promise<{ items: BotAlarmJson[] }> {
  requirePermission(ctx, "read");
  const standing = await alarms(ctx, null);
  const bots = await ctx.db.bot.findMany({ where: { id: { in: [...standing.keys()] } }, include: BOT_NAMED });
  const named = new Map(bots.map((bot) => [bot.id, botRef(bot)]));
  return { items: [...standing].flatMap(([botId, alarm]) => (named.has(botId) ? [{ bot: named.get(botId)!, ...alarm }] : [])) };
}
