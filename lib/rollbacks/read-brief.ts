import { actorInWords } from "@/lib/access/actor-in-words";
import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import type { Actor } from "@/lib/access/types";
import { AppError } from "@/lib/platform/app-error";
import type { RollbackBrief } from "./schemas";

type Row = Pick<RollbackBrief, "botId" | "phase" | "sentence" | "reason"> & {
  startedBy: Actor;
  startedAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
};

/** How far a rollback has come. @throws AppError `not-found` */
export async function readBrief({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<RollbackBrief> {
  requirePermission(ctx, "read");
  const [row] = await ctx.db.$queryRaw<Row[]>`
    select "botId", phase, sentence, reason, "startedBy", "startedAt", "acceptedAt", "endedAt" from "Rollback" where id = ${input.id}`;
  if (!row) throw new AppError("not-found", "There is no rollback with this id.");
  return {
    ...row,
    id: input.id,
    path: `/rollbacks/${input.id}`,
    startedBy: actorInWords(row.startedBy),
    startedAt: row.startedAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
