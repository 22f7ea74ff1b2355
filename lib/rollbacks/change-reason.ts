import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import { storable } from "@/lib/bots/storable";
import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { readRollback } from "./read-rollback";
import { ReasonInput } from "./act-schemas";
import type { RollbackJson } from "./schemas";

/**
 * Says better why a rollback was made, also after its end, and with it why its hold and its quarantine stand. What was said before stays in the audit log.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`
 */
export async function changeReason({ ctx, input }: { ctx: Ctx; input: ReasonInput & { id: string } }): Promise<RollbackJson> {
  requirePermission(ctx, "rollback");
  const { id } = input;
  const { reason } = storable(ReasonInput.parse({ reason: input.reason }));
  await inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.$queryRaw<{ botId: string; reason: string | null; title: string; environmentTitle: string }[]>`
      select r."botId", r.reason, b.title, e.title as "environmentTitle"
      from "Rollback" r join "Bot" b on b.id = r."botId" join "Environment" e on e.name = b."environmentName"
      where r.id = ${id} for update of r`;
    if (!before) throw new AppError("not-found", "There is no rollback with this id. Nothing was changed.");
    if (before.reason === reason) return;
    await tx.db.rollback.update({ where: { id }, data: { reason } });
    await carryOver(tx, { rollbackId: id, former: before.reason, reason });
    await notify(tx, { kind: "rollback", rollbackId: id, botId: before.botId });
    await recordAudit(tx, {
      action: "rollback.change-reason",
      botId: before.botId,
      subject: `${before.title} in ${before.environmentTitle}`,
      before: { reason: before.reason },
      after: { rollback: id, reason },
      reason,
    });
  });
  return readRollback({ ctx, input: { id } });
}

/** To what stands because of the rollback, but for a quarantine that somebody gave a reason of its own. */
async function carryOver({ db }: Ctx, input: { rollbackId: string; former: string | null; reason: string }): Promise<void> {
  const { rollbackId, former, reason } = input;
  await db.hold.updateMany({ where: { rollbackId, endedAt: null }, data: { reason } });
  await db.quarantine.updateMany({ where: { rollbackId, reason: former, liftedAt: null }, data: { reason } });
}
