import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { Verdict } from "./schemas";
import type { VerdictSpell } from "./verdict-slots";

export type RolloutSpells = { rolloutId: string; botId: string; spells: VerdictSpell[] };

type Row = { rolloutId: string; botId: string; verdict: Verdict; from: Date; until: Date | null };

/**
 * How rollouts were since `from`, oldest first, and what held when that time began: of all rollouts of these bots that were live since then, or of these alone.
 * Until the first verdict nothing was known. One whose verdicts are all forgotten was as it last was.
 */
export async function verdictSpells(
  ctx: PlatformCtx,
  { of, from }: { of: { botIds: readonly string[] } | { rolloutIds: readonly string[] }; from: Date },
): Promise<RolloutSpells[]> {
  const ids = "botIds" in of ? of.botIds : of.rolloutIds;
  if (ids.length === 0) return [];
  const among = "botIds" in of ? Prisma.sql`o."botId" = any(${ids})` : Prisma.sql`o.id = any(${ids})`;
  const rows = await ctx.db.$queryRaw<Row[]>`
    select o.id as "rolloutId", o."botId", e.verdict, e.at as from,
           coalesce(lead(e.at) over (partition by o.id order by e.at, e.id), o.until) as until
    from "Rollout" o
      cross join lateral (
        (select at, id, detail ->> 'verdict' as verdict from "RolloutEvent"
         where "rolloutId" = o.id and kind = 'verdict' and at <= ${from} order by at desc, id desc limit 1)
        union all
        select at, id, detail ->> 'verdict' from "RolloutEvent" where "rolloutId" = o.id and kind = 'verdict' and at > ${from}
        union all
        select o.since, '', case when exists (select from "RolloutEvent" where "rolloutId" = o.id and kind = 'verdict') then 'unknown' else o.verdict end
      ) e
    where ${among} and (o.until is null or o.until > ${from})
    order by o."botId", o.since, o.id, e.at, e.id`;

  const byRollout = new Map<string, RolloutSpells>();
  for (const { rolloutId, botId, ...spell } of rows) {
    const known = byRollout.get(rolloutId) ?? { rolloutId, botId, spells: [] };
    known.spells.push(spell);
    byRollout.set(rolloutId, known);
  }
  return [...byRollout.values()];
}
