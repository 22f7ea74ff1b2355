import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import type { Remark } from "./follow";
import type { Run } from "./run";
import type { Phase } from "./schemas";

/** So long after a bot recovered, whatever happens to it is told of on the run's page. */
const WATCHED_MS = 10 * 60_000;

export type Ending = Extract<Phase, "recovered" | "failed" | "errored" | "superseded" | "reverted" | "aborted">;

/** What of a run its end needs. */
type Ended = Pick<Run, "id" | "botId"> & { lease: { epoch: number }; bot: { title: string; environment: { title: string } } };

/** Ends a run, once: false where it has ended, or its lease went to another process; then it is left as it is. */
export async function endRollback(
  ctx: Ctx,
  input: { run: Ended; phase: Ending; sentence: string; replacedAt?: Date | null; reason?: string; remarks?: readonly Remark[] },
): Promise<boolean> {
  const { run, phase, sentence, replacedAt = null, reason, remarks = [] } = input;
  const at = ctx.clock.now();
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.rollback.updateMany({
      where: { id: run.id, leaseEpoch: run.lease.epoch, endedAt: null },
      data: {
        phase,
        sentence,
        replacedAt,
        endedAt: at,
        leaseUntil: null,
        watchedUntil: phase === "recovered" ? new Date(at.getTime() + WATCHED_MS) : null,
      },
    });
    if (count === 0) return false;
    await tx.db.rollbackRemark.createMany({
      data: [{ key: "end", tone: phase === "recovered" ? "good" : "bad", sentence }, ...remarks].map((one) => ({
        ...one,
        rollbackId: run.id,
        at,
      })),
      skipDuplicates: true,
    });
    await notify(tx, { kind: "rollback", rollbackId: run.id, botId: run.botId });
    await recordAudit(tx, {
      action: `rollback.${phase}`,
      botId: run.botId,
      subject: `${run.bot.title} in ${run.bot.environment.title}`,
      after: { rollback: run.id, sentence },
      reason,
    });
    return true;
  });
}
