import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import { Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { durationInWords } from "./duration-in-words";

type Due = { id: string; botId: string; rollbackId: string; expiresAt: Date; version: string; title: string; environmentTitle: string };

/**
 * Reminds of holds that end soon, an hour before (or after half of a shorter one), and ends those whose time has come: each once, in words on the run's page, and
 * the end on the record. Several workers at once do no harm.
 */
export async function tendHolds({ ctx }: { ctx: Ctx }): Promise<void> {
  const at = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const soon = await markDue(
      tx,
      Prisma.sql`"remindedAt" = ${at}`,
      Prisma.sql`"remindedAt" is null and "expiresAt" > ${at} and "expiresAt" - least(interval '1 hour', ("expiresAt" - since) / 2) <= ${at}`,
    );
    for (const hold of soon) {
      const left = durationInWords(hold.expiresAt.getTime() - at.getTime());
      await tell(
        tx,
        hold,
        `reminded ${hold.expiresAt.toISOString()}`,
        `The hold ends in ${left}: extend it if ${hold.version} must stay away.`,
      );
    }
  });
  await inTransaction(ctx, async (tx) => {
    const over = await markDue(
      tx,
      Prisma.sql`"endedAt" = ${at}, "endedBy" = ${JSON.stringify(tx.actor)}::jsonb, "endedBecause" = 'expired'`,
      Prisma.sql`"expiresAt" <= ${at}`,
    );
    for (const hold of over) {
      await tell(
        tx,
        hold,
        `hold-expired ${hold.id}`,
        `The hold of ${hold.version} ended: its time was over. It stays in quarantine until somebody lifts that.`,
      );
    }
    for (const { id, botId, version, title, environmentTitle } of over) {
      await recordAudit(tx, {
        action: "hold.expire",
        botId,
        subject: `${version} of ${title} in ${environmentTitle}`,
        after: { hold: id },
      });
    }
  });
}

/** Changes the standing holds whose time it is, and says whose they are. */
function markDue(tx: Ctx, change: Prisma.Sql, due: Prisma.Sql): Promise<Due[]> {
  return tx.db.$queryRaw<Due[]>`
    with marked as (update "Hold" set ${change} where "endedAt" is null and ${due} returning *)
    select h.id, h."botId", h."rollbackId", h."expiresAt", r.version, b.title, e.title as "environmentTitle"
    from marked h join "Release" r on r.id = h."releaseId" join "Bot" b on b.id = h."botId" join "Environment" e on e.name = b."environmentName"`;
}

async function tell(tx: Ctx, { botId, rollbackId }: Due, key: string, sentence: string): Promise<void> {
  const remark = { rollbackId, key, at: tx.clock.now(), tone: "plain", sentence };
  await tx.db.rollbackRemark.createMany({ data: [remark], skipDuplicates: true });
  await notify(tx, { kind: "rollback", rollbackId, botId });
}
