import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import type { RollbackBrief } from "./schemas";

/** How far a rollback has come. @throws AppError `not-found` */
export async function readBrief({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<RollbackBrief> {
  requirePermission(ctx, "read");
  const [row] = await ctx.db.$queryRaw<
    { botId: string; phase: RollbackBrief["phase"]; sentence: string; startedAt: Date; acceptedAt: Date | null; endedAt: Date | null }[]
  >`select "botId", phase, sentence, "startedAt", "acceptedAt", "endedAt" from "Rollback" where id = ${input.id}`;
  if (!row) throw new AppError("not-found", "There is no rollback with this id.");

  const { startedAt, acceptedAt, endedAt, ...rest } = row;
  const dates = {
    startedAt: startedAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
  return { id: input.id, path: `/rollbacks/${input.id}`, ...rest, ...dates };
}
