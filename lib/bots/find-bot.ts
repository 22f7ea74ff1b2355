import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { BOT_SHOWN, botsJson } from "./bots-json";
import { Kind, type BotJson } from "./schemas";

/** The bot at a page's address, archived ones too; null when there never was one. `kind` in any case. */
export async function findBot({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { environment: string; namespace: string; kind: string; name: string };
}): Promise<BotJson | null> {
  requirePermission(ctx, "read");
  const { environment: environmentName, namespace, name } = input;
  const kind = Kind.options.find((known) => known.toLowerCase() === input.kind.toLowerCase());
  if (kind === undefined) return null;

  const where = { environmentName_namespace_kind_name: { environmentName, namespace, kind, name } };
  const bot = await ctx.db.bot.findUnique({ where, include: BOT_SHOWN });
  return bot ? ((await botsJson(ctx, [bot]))[0] ?? null) : null;
}
