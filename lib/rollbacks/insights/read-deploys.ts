import type { PlatformCtx } from "@/lib/platform/ctx";
import { ofBots } from "./of-bots";
import type { Period } from "./period-of";
import type { InsightsInput } from "./schemas";
import type { DeployCount } from "./tally-of";

/** So long after it went live a deploy that is failing counts as a failed one. */
const WATCHED = "1 hour";

type Row = DeployCount & { botId: string | null; week: Date | null };
export type Deploys = { byBot: Map<string, DeployCount>; byWeek: Map<number, DeployCount> };

/**
 * Deploys of a period and how many of them failed, by bot and by week. A deploy is a release that somebody watched go live after another one and that no rollback
 * brought; it failed when a rollback left it that was not undone, or when it was failing within an hour.
 */
export async function readDeploys(ctx: PlatformCtx, filter: InsightsInput, { from, to }: Period): Promise<Deploys> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    with deploy as materialized (
      select o.id, o."botId", o.since, date_trunc('week', o.since) as week
      from "Rollout" o join "Bot" b on b.id = o."botId"
      where o.origin = 'observed' and o."rollbackId" is null and o.change is not null
        and o.since >= ${from} and o.since < ${to} and ${ofBots(filter)}
    ), failed as materialized (
      select o.id
      from "Rollback" r cross join lateral (
        select id from "Rollout" o
        where o."botId" = r."botId" and o."releaseId" = r."fromReleaseId" and o.since <= r."startedAt"
        order by o.since desc limit 1
      ) o
      where r."startedAt" >= ${from} and r."acceptedAt" is not null and r.undoes is null
        and not exists (select from "Rollback" u where u.undoes = r.id and u."acceptedAt" is not null)
      union
      select d.id
      from deploy d join "RolloutEvent" e on e."rolloutId" = d.id
      where e.kind = 'verdict' and e.detail ->> 'verdict' = 'failing' and e.at < d.since + ${WATCHED}::interval
    )
    select d."botId", d.week, count(*)::int as deploys, count(f.id)::int as "failedDeploys"
    from deploy d left join failed f on f.id = d.id
    group by grouping sets ((d."botId"), (d.week))`;
  return {
    byBot: new Map(rows.flatMap(({ botId, ...count }) => (botId === null ? [] : [[botId, count] as const]))),
    byWeek: new Map(rows.flatMap(({ week, ...count }) => (week === null ? [] : [[week.getTime(), count] as const]))),
  };
}
