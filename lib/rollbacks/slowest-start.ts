import { Prisma } from "@/lib/platform/db";

/** So many rollouts back: what a bot took a year ago says nothing of what it takes now. */
const LAST_ROLLOUTS = 10;
/** A rollout that was seen later than this after it began was not watched from its start. */
const SEEN_WITHIN = "30 seconds";

/**
 * How many seconds the slowest of a bot's last rollouts took until it was healthy: a subquery, null where none is known. One that failed on its way says how
 * long a repair took, not a start, and does not count.
 */
export function slowestStart(botId: Prisma.Sql): Prisma.Sql {
  const first = (verdict: string) =>
    Prisma.sql`select min(e.at) as at from "RolloutEvent" e where e."rolloutId" = o.id and e.kind = 'verdict' and e.detail ->> 'verdict' = ${verdict}`;
  return Prisma.sql`(
    select extract(epoch from max(healthy.at - live.at))::float8
    from (select id, since from "Rollout" where "botId" = ${botId} and origin = 'observed' order by since desc limit ${LAST_ROLLOUTS}) o
      cross join lateral (select min(e.at) as at from "RolloutEvent" e where e."rolloutId" = o.id and e.kind = 'live') live
      cross join lateral (${first("healthy")}) healthy
      cross join lateral (${first("failing")}) failing
    where live.at < o.since + ${SEEN_WITHIN}::interval and (failing.at is null or failing.at > healthy.at)
  )`;
}
