import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import { BOT_SHOWN, botsJson } from "./bots-json";
import type { BotJson } from "./schemas";

/** @throws AppError `not-found` */
export async function readBot({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<BotJson> {
  requirePermission(ctx, "read");
  const bot = await ctx.db.bot.findUnique({ where: { id: input.id }, include: BOT_SHOWN });
  const [json] = bot ? await botsJson(ctx, [bot]) : [];
  if (!json) throw new AppError("not-found", "There is no bot with this id.");
  return json;
}
