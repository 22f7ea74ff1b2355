import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import type { StripJson } from "./schemas";
import { dayBorders, verdictSlots, type VerdictSpell } from "./verdict-slots";
import { verdictSpells } from "./verdict-spells";

const DAYS = 30;

/**
 * How bots were, day by day in UTC, today last: of these bots, or of an environment's that are in their cluster. A bot that was never known is left out.
 *
 * @throws AppError `forbidden`; `bad-input` where neither is given, or both
 */
export async function listStrips({
  ctx,
  input: { botIds, environment, days = DAYS },
}: {
  ctx: Ctx;
  input: { botIds?: readonly string[] | undefined; environment?: string | undefined; days?: number | undefined };
}): Promise<{ items: StripJson[] }> {
  requirePermission(ctx, "read");
  if ((botIds === undefined) === (environment === undefined))
    throw new AppError("bad-input", "Give botIds or environment: one of them. Nothing was changed.");

  const among = botIds ? { id: { in: [...botIds] } } : { environmentName: environment ?? "", archivedAt: null };
  const bots = await ctx.db.bot.findMany({ where: among, select: { id: true }, orderBy: { id: "asc" } });
  const now = ctx.clock.now();
  const borders = dayBorders(now, days);
  const rollouts = await verdictSpells(ctx, { of: { botIds: bots.map(({ id }) => id) }, from: borders[0] ?? now });
  const spells = new Map<string, VerdictSpell[]>(bots.map(({ id }) => [id, []]));
  for (const rollout of rollouts) for (const spell of rollout.spells) spells.get(rollout.botId)?.push(spell);
  return { items: [...spells].map(([botId, those]) => ({ botId, days: verdictSlots(those, borders, now) })) };
}
