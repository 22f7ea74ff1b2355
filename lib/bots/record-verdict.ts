import type { Ctx } from "@/lib/access/ctx";
import type { Judgement } from "@/lib/health/types";
import { newId } from "@/lib/platform/ids";
import { CHANNEL, type Change } from "@/lib/platform/notify";
import type { BotSight } from "./schemas";
import { storable } from "./storable";

export type SeenHealth = {
  bot: { id: string; verdict: string };
  releaseId: string;
  rollout: { id: string; healthySince: Date | null; verdict: string };
  judgement: Judgement;
  sight: BotSight;
  /** Every desired replica runs the live template and is available. */
  available: boolean;
  /** Whether the pods are known to run this release's config. */
  pickup: { known: boolean; sentences: string[] };
  continuous: boolean;
  at: Date;
};

/** Writes the verdict on the bot and its open rollout, and since when the rollout has been healthy without a break. One statement, which also tells of it. */
export async function recordVerdict(tx: Ctx, seen: SeenHealth): Promise<void> {
  const { bot, rollout, at } = seen;
  const { verdict, reasons } = storable(seen.judgement);
  const sight = storable({ ...seen.sight, config: seen.pickup.sentences });
  // Health proves a release only while pods are known to run it.
  const proves = verdict === "healthy" && seen.pickup.known;
  const healthySince = proves ? ((seen.continuous ? rollout.healthySince : null) ?? at) : null;
  const turned = rollout.verdict !== verdict;
  const isNews = turned || rollout.healthySince?.getTime() !== healthySince?.getTime();
  const isAvailable = seen.available && seen.pickup.known;
  const change: Change = { kind: "bot", botId: bot.id };

  await tx.db.$queryRaw`
    with bot as (
      update "Bot"
      set verdict = ${verdict}, "verdictReasons" = ${JSON.stringify(reasons)}::jsonb, sight = ${JSON.stringify(sight)}::jsonb, "sightAt" = ${at},
          "verdictSince" = case when ${bot.verdict !== verdict} then ${at}::timestamp else "verdictSince" end
      where id = ${bot.id}
    ), rollout as (
      update "Rollout" set verdict = ${verdict}, "healthySince" = ${healthySince}::timestamp where id = ${rollout.id} and ${isNews}
    ), event as (
      insert into "RolloutEvent" (id, "rolloutId", at, kind, detail)
      select ${newId("evt")}, ${rollout.id}, ${at}::timestamp, 'verdict', ${JSON.stringify({ verdict, reasons })}::jsonb where ${turned}
    ), release as (
      update "Release" set "availableAt" = ${at}::timestamp where id = ${seen.releaseId} and "availableAt" is null and ${isAvailable}
    )
    select pg_notify(${CHANNEL}, ${JSON.stringify(change)})::text`;
}
