import { recordAudit } from "@/lib/access/record-audit";
import type { Ctx } from "@/lib/access/ctx";
import { holdById } from "@/lib/bots/holds";
import type { HoldJson } from "@/lib/bots/schemas";
import { AppError } from "@/lib/platform/app-error";
import type { Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";

type Locked = { botId: string; rollbackId: string; version: string; title: string; environmentTitle: string };
type Change = {
  action: string;
  data: Prisma.HoldUncheckedUpdateInput;
  before?: unknown;
  after?: unknown;
  reason?: string;
  remark?: string;
};

/**
 * Changes a hold that stands, with its audit entry and, where there is something to tell, a remark on the rollback that made it. `decide` gets the hold as it is
 * while nobody else can change it.
 *
 * @throws AppError `not-found`, `hold-ended`
 */
export async function changeHold(ctx: Ctx, id: string, decide: (hold: HoldJson) => Change): Promise<HoldJson> {
  return inTransaction(ctx, async (tx) => {
    const [locked] = await tx.db.$queryRaw<Locked[]>`
      select h."botId", h."rollbackId", r.version, b.title, e.title as "environmentTitle"
      from "Hold" h join "Release" r on r.id = h."releaseId" join "Bot" b on b.id = h."botId" join "Environment" e on e.name = b."environmentName"
      where h.id = ${id} for update of h`;
    const hold = await holdById(tx, id);
    if (!locked || !hold) throw new AppError("not-found", "There is no such hold. Nothing was changed.");
    if (hold.ended) throw new AppError("hold-ended", `This hold has ended already (${hold.ended.because}). Nothing was changed.`);

    const { botId, rollbackId, version, title, environmentTitle } = locked;
    const { action, data, before, after, reason, remark } = decide(hold);
    await tx.db.hold.update({ where: { id }, data });
    if (remark !== undefined) {
      const at = tx.clock.now();
      const entry = { rollbackId, key: `${action} ${at.toISOString()}`, at, tone: "plain", sentence: remark };
      await tx.db.rollbackRemark.createMany({ data: [entry], skipDuplicates: true });
    }
    await notify(tx, { kind: "rollback", rollbackId, botId });
    await recordAudit(tx, {
      action,
      botId,
      subject: `${version} of ${title} in ${environmentTitle}`,
      before,
      after: { ...(after as object | undefined), hold: id },
      reason,
    });
    const changed = await holdById(tx, id);
    if (!changed) throw new Error(`hold ${id} vanished while it was changed`);
    return changed;
  });
}
