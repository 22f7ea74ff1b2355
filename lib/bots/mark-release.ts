import { recordAudit } from "@/lib/access/record-audit";
import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import { AppError } from "@/lib/platform/app-error";
import { Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import { MarkBadInput, type ReleaseJson } from "./schemas";
import { storable } from "./storable";

/**
 * Marks a release bad (it was up and wrong), or takes that back. A bad release is never a default target. Taking back what is not there changes nothing.
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

  return inTransaction(ctx, async (tx) => {
    const before = await lockRelease(tx, input);
    const changes = bad || before.markedBadAt !== null;
    if (changes) {
      await tx.db.release.update({
        where: { id: input.releaseId },
        data: bad
          ? { markedBadAt: tx.clock.now(), markedBadBy: tx.actor, markedBadReason: reason }
          : { markedBadAt: null, markedBadBy: Prisma.DbNull, markedBadReason: null },
      });
      await notify(tx, { kind: "bot", botId: input.botId });
      await recordAudit(tx, {
        action: bad ? "release.mark-bad" : "release.unmark-bad",
        botId: input.botId,
        subject: `${before.title} ${before.version} in ${before.environmentTitle}`,
        before: { bad: before.markedBadAt !== null, reason: before.markedBadReason },
        after: { bad, reason: bad ? reason : null },
        reason,
      });
    }
    const record = (await releaseRecords(tx, [input.botId])).get(input.botId)?.find(({ release }) => release.id === input.releaseId);
    if (!record) throw new Error(`release ${input.releaseId} vanished while it was marked`);
    return releaseJson(record);
  });
}

type Marked = { version: string; markedBadAt: Date | null; markedBadReason: string | null; title: string; environmentTitle: string };

/** Locked, so that the record says truly what was before. */
async function lockRelease(tx: Ctx, { botId, releaseId }: { botId: string; releaseId: string }): Promise<Marked> {
  const [release] = await tx.db.$queryRaw<Marked[]>`
    select r.version, r."markedBadAt", r."markedBadReason", b.title, e.title as "environmentTitle"
    from "Release" r join "Bot" b on b.id = r."botId" join "Environment" e on e.name = b."environmentName"
    where r.id = ${releaseId} and r."botId" = ${botId} for update of r`;
  if (!release) throw new AppError("not-found", "This bot has no such release. Nothing was changed.");
  return release;
}
