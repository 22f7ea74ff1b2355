import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { isAlive, workerSeenAt } from "@/lib/bots/read-watchfulness";
import { AppError } from "@/lib/platform/app-error";
import { ROLLBACK_SHOWN, rollbacksJson } from "./rollback-json";
import type { RollbackJson } from "./schemas";

/** @throws AppError `not-found` */
export async function readRollback({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<RollbackJson> {
  requirePermission(ctx, "read");
  const [rollback, seenAt] = await Promise.all([
    ctx.db.rollback.findUnique({ where: { id: input.id }, include: ROLLBACK_SHOWN }),
    workerSeenAt(ctx),
  ]);
  const [json] = rollback ? await rollbacksJson(ctx, [rollback], isAlive(seenAt, ctx.clock.now())) : [];
  if (!json) throw new AppError("not-found", "There is no rollback with this id.");
  return json;
}
