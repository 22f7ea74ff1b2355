import { Prisma } from "@/lib/platform/db";

/**
 * What somebody went back from by other means than a rollback, and when, as a statement: the release before the live one, where the live one had been live before
 * it. Not where the live one is in quarantine: it was put back, which says nothing against what had replaced it. Lifting a quarantine afterwards says that it is
 * all right. `among` narrows the open rollouts, which are `o`.
 */
export function undoneReleases(among: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select former."releaseId", o.since as at
    from "Rollout" o
      cross join lateral (
        select "releaseId", since from "Rollout" f where f."botId" = o."botId" and f.since < o.since order by f.since desc limit 1
      ) former
    where ${among} and o.until is null and o."rollbackId" is null
      and not exists (select from "Quarantine" b where b."releaseId" = o."releaseId" and b."liftedAt" is null)
      and exists (select from "Rollout" e where e."botId" = o."botId" and e."releaseId" = o."releaseId" and e.since < former.since)
      and not exists (select from "Quarantine" l where l."releaseId" = former."releaseId" and l."liftedAt" >= o.since)`;
}
