import { actorInWords } from "@/lib/access/actor-in-words";
import { recordAudit } from "@/lib/access/record-audit";
import type { Ctx } from "@/lib/access/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { CHANNEL, type Change } from "@/lib/platform/notify";
import { AppError } from "@/lib/platform/app-error";
import { endInstead } from "./end-instead";
import type { ConfirmablePlan } from "./find-plan";
import { LEASE_SECONDS } from "./lease";

/** What the key of a remark starts with that says which run tried its run again. */
export const TRIED_AGAIN = "again ";

/**
 * Writes a rollback down before anything touches the cluster: its row, first steps, audit entry, in one transaction. False when another click was first:
 * one active rollback per bot, and one per plan, are unique indexes, not questions asked before the insert. `instead`: the run of another target to end with it.
 */
export async function recordIntent(
  ctx: Ctx,
  input: { rollbackId: string; plan: ConfirmablePlan; reason: string | undefined; at: Date; instead?: string | null; sentence?: string },
): Promise<boolean> {
  const { rollbackId, plan, reason, at, instead = null, sentence = "Telling the cluster." } = input;
  const change: Change = { kind: "rollback", rollbackId, botId: plan.botId, inHand: true };

  return inTransaction(ctx, async (tx) => {
    mustStillBeWanted(tx);
    if (instead !== null) await endInstead(tx, { rollbackId: instead, plan });
    const [inserted] = await tx.db.$queryRaw<unknown[]>`
      with rollback as (
        insert into "Rollback" (id, "botId", "planId", "fromReleaseId", "toReleaseId", undoes, again, phase, sentence, "startedBy", reason, "startedAt", "leaseHolder", "leaseEpoch", "leaseUntil")
        values (${rollbackId}, ${plan.botId}, ${plan.id}, ${plan.fromReleaseId}, ${plan.toReleaseId}, ${plan.undoes}, ${plan.again}, 'applying', ${sentence},
                ${JSON.stringify(tx.actor)}::jsonb, ${reason ?? null}, ${at}, ${tx.requestId}, 1, now() at time zone 'utc' + ${LEASE_SECONDS} * interval '1 second')
        on conflict do nothing
        returning id
      ), steps as (
        insert into "RollbackStep" ("rollbackId", name, "startedAt", "doneAt")
        select rollback.id, step.name, ${at}::timestamp, case when step.name = 'recorded' then ${at}::timestamp end
        from rollback, (values ('recorded'), ('config-copied'), ('accepted')) as step (name)
        where step.name <> 'config-copied' or ${plan.copies.length} > 0
      ), former as (
        insert into "RollbackRemark" ("rollbackId", key, at, tone, sentence)
        select r.id, ${TRIED_AGAIN + rollbackId}, ${at}::timestamp, 'plain', ${`${actorInWords(tx.actor)} tried it again.`}
        from rollback, "Rollback" r where r.id = ${plan.again}
      )
      select rollback.id, pg_notify(${CHANNEL}, ${JSON.stringify(change)})::text from rollback`;
    if (!inserted && instead !== null) {
      // Thrown, so that the run that was to be ended goes on.
      throw new AppError(
        "conflict",
        "Another rollback of this bot was started just now. Nothing was changed by this click. Look again and decide.",
      );
    }
    if (!inserted) return false;
    await recordAudit(tx, {
      action: "rollback.confirm",
      botId: plan.botId,
      subject: `${plan.title} in ${plan.environmentTitle}`,
      before: { release: plan.fromReleaseId, version: plan.fromVersion },
      after: {
        release: plan.toReleaseId,
        version: plan.toVersion,
        choice: plan.choice,
        copies: plan.copies.map(({ name }) => name),
        rollback: rollbackId,
        ...(plan.resumes && { resumes: true }),
        ...(instead !== null && { instead }),
        ...(plan.undoes !== null && { undoes: plan.undoes }),
        ...(plan.again !== null && { again: plan.again }),
      },
      reason,
    });
    mustStillBeWanted(tx);
    return true;
  });
}

/** A database that was silent for a while must not bring a click back that its person was told is given up. */
export function mustStillBeWanted({ givenUp }: Ctx): void {
  if (givenUp?.aborted) throw new AppError("database-unreachable", GIVEN_UP);
}

export const GIVEN_UP = "The database did not answer at the click, so it was given up. Nothing was sent to the cluster.";
