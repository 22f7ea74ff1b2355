import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { pageOf, type Page, type PageInput } from "@/lib/platform/page-of";
import { releaseRecords } from "./release-records";
import { ROLLOUT_SHOWN, rolloutJson } from "./rollout-json";
import type { RolloutJson } from "./schemas";
import { unknownCursor } from "./unknown-cursor";

/**
 * History of a bot: when which release was live, newest first.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function listRollouts({ ctx, input }: { ctx: Ctx; input: PageInput & { botId: string } }): Promise<Page<RolloutJson>> {
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
  const records = (await releaseRecords(ctx, [botId])).get(botId) ?? [];
  const items = rows.flatMap((rollout) => {
    const record = records.find(({ release }) => release.id === rollout.releaseId);
    return record ? [rolloutJson(rollout, record)] : [];
  });
  return { items, nextCursor };
}

async function after(ctx: Ctx, botId: string, id: string) {
  const last = await ctx.db.rollout.findFirst({ where: { id, botId }, select: { since: true } });
  if (!last) throw unknownCursor();
  return { OR: [{ since: { lt: last.since } }, { since: last.since, id: { lt: id } }] };
}
