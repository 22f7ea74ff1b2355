import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { isAlive, workerSeenAt } from "@/lib/bots/read-watchfulness";
import { pageOf, type Page, type PageInput } from "@/lib/platform/page-of";
import { unknownCursor } from "@/lib/bots/unknown-cursor";
import { ROLLBACK_SHOWN, rollbacksJson } from "./rollback-json";
import type { RollbackJson } from "./schemas";

/** Rollbacks, newest first; of one bot where `botId` is given. */
export async function listRollbacks({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput & { botId?: string | undefined };
}): Promise<Page<RollbackJson>> {
  requirePermission(ctx, "read");
  const where = input.botId === undefined ? {} : { botId: input.botId };
  if (input.cursor !== undefined && (await ctx.db.rollback.count({ where: { ...where, id: input.cursor } })) === 0) throw unknownCursor();
  const [{ rows, nextCursor }, seenAt] = await Promise.all([
    pageOf(input, (page) =>
      ctx.db.rollback.findMany({ where, include: ROLLBACK_SHOWN, orderBy: [{ startedAt: "desc" }, { id: "desc" }], ...page }),
    ),
    workerSeenAt(ctx),
  ]);
  return { items: await rollbacksJson(ctx, rows, isAlive(seenAt, ctx.clock.now())), nextCursor };
}
