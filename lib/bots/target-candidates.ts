import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { Standing } from "./schemas";
import { undoneReleases } from "./undone-releases";

export type TargetCandidate = { release: { id: string; version: string }; standing: Standing; composed: boolean; out: boolean };

type Row = { id: string; botId: string; version: string; standing: Standing; composed: boolean; out: boolean };

/**
 * Of each bot's releases the newest of each kind, newest first, which is all that `chooseTarget` asks of them: a hundred others of the same kind change nothing.
 * `out`: in quarantine, or left by other means than a rollback.
 */
export async function targetCandidates(ctx: PlatformCtx, botIds: readonly string[]): Promise<Map<string, TargetCandidate[]>> {
  const byBot = new Map<string, TargetCandidate[]>(botIds.map((id) => [id, []]));
  if (botIds.length === 0) return byBot;
  // Sorted by bytes: the order of kinds is nobody's to see, and five thousand texts by a language's rules take as long as all the rest.
  const rows = await ctx.db.$queryRaw<Row[]>`
    with undone as materialized (${undoneReleases(Prisma.sql`o."botId" = any(${[...botIds]})`)}),
      of_each as (
        select distinct on (r."botId" collate "C", standing collate "C", composed, "out", live) r.id, r."botId", r.version, standing, composed, "out", ran.at
        from "Release" r
          left join (
            select "releaseId", max(since) as at, bool_or(until is null) as live from "Rollout" where "botId" = any(${[...botIds]}) group by "releaseId"
          ) ran on ran."releaseId" = r.id
          cross join lateral (
            select case when r."knownGoodAt" is not null then 'known-good' when r."availableAt" is not null then 'was-available'
                        when r.origin = 'imported' then 'imported' else 'unproved' end as standing,
                   r.origin = 'composed' as composed,
                   r.id in (select "releaseId" from "Quarantine" where "liftedAt" is null)
                     or exists (select from undone u where u."releaseId" = r.id and (r."knownGoodAt" is null or r."knownGoodAt" <= u.at)) as "out"
          ) kind
        where r."botId" = any(${[...botIds]})
        order by r."botId" collate "C", standing collate "C", composed, "out", live, ran.at desc nulls last, r.id collate "C"
      )
    select id, "botId", version, standing, composed, "out" from of_each order by at desc nulls last, id`;
  for (const { id, version, botId, ...kind } of rows) byBot.get(botId)?.push({ release: { id, version }, ...kind });
  return byBot;
}
