import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { pageOf, type Page, type PageInput } from "@/lib/platform/page-of";
import { BOT_SHOWN, botsJson } from "./bots-json";
import type { BotJson } from "./schemas";
import { unknownCursor } from "./unknown-cursor";

/**
 * The fleet: every bot that is in its cluster, by environment and name. Archived ones are found by their page.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function listBots({ ctx, input }: { ctx: Ctx; input: PageInput }): Promise<Page<BotJson>> {
  requirePermission(ctx, "read");
  const { rows, nextCursor } = await pageOf(input, async ({ take, cursor }) =>
    ctx.db.bot.findMany({
      where: { archivedAt: null, ...(cursor && (await after(ctx, cursor.id))) },
      include: BOT_SHOWN,
      orderBy: [{ environmentName: "asc" }, { name: "asc" }, { id: "asc" }],
      take,
    }),
  );
  return { items: await botsJson(ctx, rows), nextCursor };
}

/** By its place and not by the row itself, which may have been archived since the page before. */
async function after(ctx: Ctx, id: string) {
  const last = await ctx.db.bot.findUnique({ where: { id }, select: { environmentName: true, name: true } });
  if (!last) throw unknownCursor();
  const { environmentName, name } = last;
  return {
    OR: [{ environmentName: { gt: environmentName } }, { environmentName, name: { gt: name } }, { environmentName, name, id: { gt: id } }],
  };
}
