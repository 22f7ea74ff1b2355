import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import { MarkBadInput, type ReleaseJson } from "./schemas";
import { storable } from "./storable";

/**
 * Puts a release in quarantine (it was up and wrong), or lifts its quarantine, also one that a rollback made, with its hold. A release in quarantine is never a default target.
 * Lifting what is not there changes nothing; marking again says anew who and why.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`
 */
export async function markRelease({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: MarkBadInput & { botId: string; releaseId: string };
}): Promise<ReleaseJson> {
  requirePermission(ctx, "mark-bad");
  const { bad, reason } = storable(MarkBadInput.parse({ bad: input.bad, reason: input.reason }));
  const { botId, releaseId } = input;

  return inTransaction(ctx, async (tx) => {
    const release = await lockRelease(tx, input);
    const open = await tx.db.quarantine.findFirst({ where: { releaseId, liftedAt: null } });
    if (open) {
      const data = bad ? { reason, by: tx.actor } : { liftedAt: tx.clock.now(), liftedBy: tx.actor, liftReason: reason };
      await tx.db.quarantine.update({ where: { id: open.id }, data });
      if (!bad) await endHolds(tx, releaseId, reason);
    } else if (bad) {
      await tx.db.quarantine.create({ data: { id: newId("qua"), botId, releaseId, reason, by: tx.actor, since: tx.clock.now() } });
    }
    if (open || bad) {
      await notify(tx, { kind: "bot", botId });
      await recordAudit(tx, {
        action: bad ? "release.mark-bad" : "release.lift-quarantine",
        botId,
        subject: `${release.title} ${release.version} in ${release.environmentTitle}`,
        before: { bad: open !== null, reason: open?.reason ?? null, ...(open?.rollbackId && { rollback: open.rollbackId }) },
        after: { bad, reason: bad ? reason : null },
        reason,
      });
    }
    const record = (await releaseRecords(tx, [botId])).get(botId)?.find((one) => one.release.id === releaseId);
    if (!record) throw new Error(`release ${releaseId} vanished while it was marked`);
    return releaseJson(record);
  });
}

/** Whoever says that a release is all right does not want it held away either. */
async function endHolds(tx: Ctx, releaseId: string, reason: string): Promise<void> {
  await tx.db.hold.updateMany({
    where: { releaseId, endedAt: null },
    data: { endedAt: tx.clock.now(), endedBy: tx.actor, endedBecause: "lifted", endReason: reason },
  });
}

/** Locked, so that two who mark it take turns, and the record says truly what was before. */
async function lockRelease(
  tx: Ctx,
  { botId, releaseId }: { botId: string; releaseId: string },
): Promise<{ version: string; title: string; environmentTitle: string }> {
  const [release] = await tx.db.$queryRaw<{ version: string; title: string; environmentTitle: string }[]>`
    select r.version, b.title, e.title as "environmentTitle"
    from "Release" r join "Bot" b on b.id = r."botId" join "Environment" e on e.name = b."environmentName"
    where r.id = ${releaseId} and r."botId" = ${botId} for update of r`;
  if (!release) throw new AppError("not-found", "This bot has no such release. Nothing was changed.");
  return release;
}
