import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { pageOf, type Page, type PageInput } from "@/lib/platform/page-of";
import { releaseRecords } from "./release-records";
import { ROLLOUT_SHOWN, rolloutJson } from "./rollout-json";
import type { LivedRollout } from "./schemas";
import { unknownCursor } from "./unknown-cursor";
import { evenBorders, verdictSlots } from "./verdict-slots";
import { verdictSpells } from "./verdict-spells";

/** Slots of a rollout's strip. */
const PIECES = 12;

/**
 * History of a bot: when which release was live, newest first, and how it was meanwhile.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function listRollouts({ ctx, input }: { ctx: Ctx; input: PageInput & { botId: string } }): Promise<Page<LivedRollout>> {
  requirePermission(ctx, "read");
  const { botId } = input;
  const { rows, nextCursor } = await pageOf(input, async ({ take, cursor }) =>
    ctx.db.rollout.findMany({
      where: { botId, ...(cursor && (await after(ctx, botId, cursor.id))) },
      include: ROLLOUT_SHOWN,
      orderBy: [{ since: "desc" }, { id: "desc" }],
      take,
    }),
  );
  const [records, lives] = await Promise.all([releaseRecords(ctx, [botId]), livesOf(ctx, rows)]);
  const items = rows.flatMap((rollout) => {
    const record = records.get(botId)?.find(({ release }) => release.id === rollout.releaseId);
    return record ? [{ ...rolloutJson(rollout, record), life: lives.get(rollout.id) ?? [] }] : [];
  });
  return { items, nextCursor };
}

type Row = { id: string; since: Date; until: Date | null; origin: string };

async function livesOf(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, LivedRollout["life"]>> {
  const watched = rows.filter(({ origin }) => origin === "observed");
  const from = new Date(Math.min(...watched.map(({ since }) => since.getTime())));
  const known = await verdictSpells(ctx, { of: { rolloutIds: watched.map(({ id }) => id) }, from });
  const now = ctx.clock.now();
  const spells = new Map(known.map((each) => [each.rolloutId, each.spells]));
  return new Map(
    watched.map(({ id, since, until }) => [id, verdictSlots(spells.get(id) ?? [], evenBorders(since, until ?? now, PIECES), now)]),
  );
}

async function after(ctx: Ctx, botId: string, id: string) {
  const last = await ctx.db.rollout.findFirst({ where: { id, botId }, select: { since: true } });
  if (!last) throw unknownCursor();
  return { OR: [{ since: { lt: last.since } }, { since: last.since, id: { lt: id } }] };
}
