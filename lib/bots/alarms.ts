import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { AlarmJson, BroughtBy } from "./schemas";

type Row = {
  botId: string;
  releaseId: string;
  version: string;
  since: Date;
  /** null: it came back before anybody saw that it was gone. */
  broughtBy: BroughtBy | null;
  rollbackId: string | null;
};

/**
 * Bots on which a release in quarantine is live again, by other hands than Lastgood's: what was left and came back. One that was marked bad while it ran has not
 * come back, and while a rollback runs somebody is at it. Of these bots, or (`null`) of all that are in their cluster; the newest first.
 */
export async function alarms(ctx: PlatformCtx, botIds: readonly string[] | null): Promise<Map<string, AlarmJson>> {
  if (botIds?.length === 0) return new Map();
  const among = botIds ? Prisma.sql`and q."botId" in (${Prisma.join([...botIds])})` : Prisma.empty;
  // Times are the cluster's, in whole seconds, and the run's, in milliseconds: what came after what is told by the order of rollouts where that is known.
  const rows = await ctx.db.$queryRaw<Row[]>`
    select q."botId", q."releaseId", r.version, b.id as "rollbackId",
           case when came.back then o.since else b."endedAt" end as since, case when came.back then o."broughtBy" end as "broughtBy"
    from "Quarantine" q
      join "Rollout" o on o."releaseId" = q."releaseId" and o."botId" = q."botId" and o.until is null and o."rollbackId" is null
      join "Bot" bot on bot.id = q."botId" and bot."archivedAt" is null
      join "Release" r on r.id = q."releaseId"
      left join lateral (
        select id, phase, "endedAt" from "Rollback" b
        where b."botId" = q."botId" and b."fromReleaseId" = q."releaseId" and b."acceptedAt" >= q.since
        order by b."acceptedAt" desc limit 1
      ) b on true
      cross join lateral (
        select o.since > q.since or exists (select from "Rollout" t where t."rollbackId" = b.id and t.since < o.since) as back
      ) came
    where q."liftedAt" is null ${among} and (came.back or b.phase = 'reverted')
      and not exists (select from "Rollback" a where a."botId" = q."botId" and a.phase in ('applying', 'following', 'verifying'))
    order by since desc`;
  return new Map(rows.map((row) => [row.botId, alarmJson(row)]));
}

function alarmJson({ releaseId, version, since, broughtBy, rollbackId }: Row): AlarmJson {
  return { releaseId, version, since: since.toISOString(), by: broughtBy?.person ?? broughtBy?.manager ?? null, rollbackId };
}
