import { requirePermission } from "@/lib/access/require-permission";
import { configReferences } from "@/lib/bots/config/config-references";
import { originalOf, restoredIn } from "@/lib/bots/config/restored";
import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { configDrift } from "./config-drift";
import { lookLive, viewOf } from "./live-view";
import { lookConfig } from "./look-config";
import type { ConfigDrift } from "./schemas";

/**
 * What the next ordinary deploy of a bot would bring back: a manifest refers to the originals of ConfigMaps that a rollback restored as copies, and nobody
 * writes to an original. One for each copy that runs; none where none does.
 *
 * @throws AppError `forbidden`, `not-found`, `bot-gone`, `cluster-unreachable`, `cluster-refused`
 */
export async function readConfigDrift({ ctx, input }: { ctx: BotCtx; input: { botId: string } }): Promise<{ items: ConfigDrift[] }> {
  requirePermission(ctx, "read");
  const bot = await ctx.db.bot.findUnique({ where: { id: input.botId }, include: { environment: true } });
  if (!bot) throw new AppError("not-found", "There is no bot with this id.");
  const view = viewOf(ctx, bot);
  const live = await lookLive(view);
  if (!live) throw new AppError("bot-gone", `${bot.title} is not in the cluster any more.`);

  const copies = [...(restoredIn(live.template)?.configMaps ?? [])];
  const maps = await lookConfig(view, copies.flat());
  const references = new Map(configReferences(originalOf(live.template)).map((reference) => [reference.name, reference]));
  const items = copies.flatMap(([copyName, name]): ConfigDrift[] => {
    const reference = references.get(name);
    if (!reference) return [];
    if (!maps) return [{ name, copy: copyName, differs: null, diff: [], command: null, note: "Lastgood may not read ConfigMaps here." }];
    const named = { namespace: bot.namespace, name, copyName, reference };
    return [configDrift(named, { original: maps.get(name) ?? null, copy: maps.get(copyName) ?? null })];
  });
  return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
