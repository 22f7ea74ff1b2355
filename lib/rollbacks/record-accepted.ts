import type { Ctx } from "@/lib/access/ctx";
import { newId } from "@/lib/platform/ids";
import { CHANNEL, type Change } from "@/lib/platform/notify";
import type { Workload } from "@/lib/cluster/types";
import type { Run } from "./run";

/** Kubernetes' own default of `progressDeadlineSeconds`; StatefulSets and DaemonSets have none. */
const DEFAULT_DEADLINE_SECONDS = 600;

/**
 * Writes down that the cluster runs our write from now on, and lets the next process follow it: what it left is in quarantine from now on. One statement, fenced by the lease's epoch; doing it twice
 * changes nothing.
 */
export async function recordAccepted(ctx: Ctx, input: { run: Run; live: Workload }): Promise<void> {
  const { run, live } = input;
  const at = ctx.clock.now();
  const deadlineAt = new Date(at.getTime() + (live.progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS) * 1000);
  const sentence = `The cluster accepted it. Replacing pods: 0 of ${live.desired} run ${run.to.version}.`;
  const change: Change = { kind: "rollback", rollbackId: run.id, botId: run.botId };

  await ctx.db.$queryRaw`
    with accepted as (
      update "Rollback"
      set phase = 'following', "acceptedAt" = ${at}, generation = ${live.generation}, "deadlineAt" = ${deadlineAt}, sentence = ${sentence}, "leaseUntil" = null
      where id = ${run.id} and "leaseEpoch" = ${run.lease.epoch} and phase = 'applying'
      returning *
    ), quarantined as (
      insert into "Quarantine" (id, "botId", "releaseId", reason, by, since, "rollbackId")
      select ${newId("qua")}, "botId", "fromReleaseId", reason, "startedBy", ${at}::timestamp, id from accepted on conflict do nothing
    ), done as (
      update "RollbackStep" s set "doneAt" = ${at} from accepted where s."rollbackId" = accepted.id and s.name in ('config-copied', 'accepted')
    ), next as (
      insert into "RollbackStep" ("rollbackId", name, "startedAt") select id, 'pods-replaced', ${at}::timestamp from accepted on conflict do nothing
    ), remark as (
      insert into "RollbackRemark" ("rollbackId", key, at, tone, sentence)
      select id, 'accepted', ${at}::timestamp, 'plain', ${`The cluster accepted the change (generation ${live.generation}).`} from accepted on conflict do nothing
    )
    select pg_notify(${CHANNEL}, ${JSON.stringify(change)})::text from accepted`;
}
