import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { newId } from "@/lib/platform/ids";
import { CHANNEL, type Change } from "@/lib/platform/notify";
import type { Workload } from "@/lib/cluster/types";
import { replaceDeadline } from "./deadline";
import type { Run } from "./run";
import { saySynced } from "./synced-by";

/**
 * Writes down that the cluster runs our write from now on, and lets the next process follow it: what it left is in quarantine and held away from now on. An undo
 * leaves nothing behind: it lifts the quarantine of what it brings and ends its hold. One statement, fenced by the lease's epoch; doing it twice changes nothing.
 */
export async function recordAccepted(ctx: Ctx, input: { run: Run; live: Workload }): Promise<void> {
  const { run, live } = input;
  // A clock that was set back meanwhile must not put the deadline before the click.
  const at = new Date(Math.max(ctx.clock.now().getTime(), run.startedAt.getTime()));
  const deadline = replaceDeadline(live, at, run.startSeconds);
  const sentence = `The cluster accepted it. Replacing pods: 0 of ${live.desired} run ${run.to.version}.`;
  const change: Change = { kind: "rollback", rollbackId: run.id, botId: run.botId };
  const synced = saySynced(live, run.from.version);
  const undone = `Undone by ${actorInWords(run.startedBy)}: ${run.to.version} is brought back.`;

  await ctx.db.$queryRaw`
    with accepted as (
      update "Rollback"
      set phase = 'following', "acceptedAt" = ${at}, generation = ${live.generation}, sentence = ${sentence}, "leaseUntil" = null,
          "deadlineAt" = ${deadline.at}, "deadlineStep" = ${deadline.step}, "deadlineWhy" = ${deadline.why}
      where id = ${run.id} and "leaseEpoch" = ${run.lease.epoch} and phase = 'applying'
      returning *
    ), undone as (
      select u.id, u."fromReleaseId" from "Rollback" u join accepted a on a.undoes = u.id
    ), quarantined as (
      insert into "Quarantine" (id, "botId", "releaseId", reason, by, since, "rollbackId")
      select ${newId("qua")}, "botId", "fromReleaseId", reason, "startedBy", ${at}::timestamp, id from accepted where undoes is null on conflict do nothing
    ), lifted as (
      update "Quarantine" q set "liftedAt" = ${at}, "liftedBy" = a."startedBy", "liftReason" = coalesce(a.reason, 'The rollback was undone.')
      from accepted a, undone where q."releaseId" = undone."fromReleaseId" and q."liftedAt" is null
    ), let_go as (
      update "Hold" h
      set "endedAt" = ${at}, "endedBy" = a."startedBy", "endReason" = a.reason,
          "endedBecause" = case when a.undoes is null and h."releaseId" = a."fromReleaseId" then 'renewed' else 'undone' end
      from accepted a
      where h."botId" = a."botId" and h."endedAt" is null
        and (h."releaseId" = a."toReleaseId" or (a.undoes is null and h."releaseId" = a."fromReleaseId")
             or h."releaseId" in (select "fromReleaseId" from undone))
      returning h.id
    ), held as (
      insert into "Hold" (id, "botId", "rollbackId", "releaseId", owner, reason, since, "expiresAt")
      select ${newId("hold")}, a."botId", a.id, a."fromReleaseId", a."startedBy", a.reason, ${at}::timestamp, ${at}::timestamp + e."holdSeconds" * interval '1 second'
      from accepted a join "Bot" b on b.id = a."botId" join "Environment" e on e.name = b."environmentName"
      -- Counted, so that a hold that is renewed has left the unique index by then.
      where a.undoes is null and (select count(*) from let_go) >= 0
    ), done as (
      update "RollbackStep" s set "doneAt" = ${at} from accepted where s."rollbackId" = accepted.id and s.name in ('config-copied', 'accepted')
    ), next as (
      insert into "RollbackStep" ("rollbackId", name, "startedAt") select id, 'pods-replaced', ${at}::timestamp from accepted on conflict do nothing
    ), remark as (
      insert into "RollbackRemark" ("rollbackId", key, at, tone, sentence)
      select id, 'accepted', ${at}::timestamp, 'plain', ${`The cluster accepted the change (generation ${live.generation}).`}::text from accepted
      union all select id, 'synced', ${at}::timestamp, 'plain', ${synced ?? ""}::text from accepted where undoes is null and ${synced !== null}
      union all select undoes, 'undone', ${at}::timestamp, 'plain', ${undone}::text from accepted where undoes is not null
      on conflict do nothing
    )
    select pg_notify(${CHANNEL}, ${JSON.stringify(change)})::text,
      case when undoes is not null then
        pg_notify(${CHANNEL}, jsonb_build_object('kind', 'rollback', 'rollbackId', undoes, 'botId', "botId")::text)::text
      end
    from accepted`;
}
