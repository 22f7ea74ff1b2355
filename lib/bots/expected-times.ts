import type { PlatformCtx } from "@/lib/platform/ctx";
import { expectedTime } from "./expected-time";
import type { ExpectedTime } from "./fleet-schemas";

const LAST = 3;
/** So many rollouts back one looks for those that tell. */
const LAST_ROLLOUTS = 10;
/** A rollout that was seen later than this after it began was not watched from its start. */
const SEEN_WITHIN = "30 seconds";

type Row = { botId: string; basis: "rollbacks" | "starts"; ms: number };

/**
 * How long a rollback of each of these bots will probably take; bots of which nothing tells are left out. A rollback's time is the one that its page says: until
 * all was well, not until that was verified. A rollout that failed on its way says how long a repair took, and one that
 * was healthy at its first sight says nothing: neither counts.
 */
export async function expectedTimes(ctx: PlatformCtx, botIds: readonly string[]): Promise<Map<string, ExpectedTime>> {
  if (botIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<Row[]>`
    select b.id as "botId", t.basis, (extract(epoch from t.took) * 1000)::float8 as ms
    from "Bot" b
      cross join lateral (
        (select 'rollbacks' as basis, "startedAt" as at, "replacedAt" - "startedAt" as took
         from "Rollback" where "botId" = b.id and phase = 'recovered' and "replacedAt" is not null
         order by "startedAt" desc limit ${LAST})
        union all
        (select 'starts', o.since, healthy.at - live.at
         from (select id, since from "Rollout" where "botId" = b.id and origin = 'observed'
                 and not exists (select from "Rollback" where "botId" = b.id and phase = 'recovered' and "replacedAt" is not null)
               order by since desc limit ${LAST_ROLLOUTS}) o
           cross join lateral (select min(at) as at from "RolloutEvent" where "rolloutId" = o.id and kind = 'live') live
           cross join lateral (
             select min(at) as at from "RolloutEvent" where "rolloutId" = o.id and kind = 'verdict' and detail ->> 'verdict' = 'healthy'
           ) healthy
           cross join lateral (
             select min(at) as at from "RolloutEvent" where "rolloutId" = o.id and kind = 'verdict' and detail ->> 'verdict' = 'failing'
           ) failing
         where live.at < o.since + ${SEEN_WITHIN}::interval and healthy.at > live.at and (failing.at is null or failing.at > healthy.at)
         order by o.since desc limit ${LAST})
      ) t
    where b.id = any(${[...botIds]})
    order by b.id, t.at desc`;

  const past = new Map(botIds.map((botId) => [botId, { rollbacks: [] as number[], starts: [] as number[] }]));
  for (const { botId, basis, ms } of rows) past.get(botId)?.[basis].push(ms);
  const times = [...past].map(([botId, each]): [string, ExpectedTime | null] => [botId, expectedTime(each)]);
  return new Map(times.flatMap(([botId, time]) => (time ? [[botId, time]] : [])));
}
