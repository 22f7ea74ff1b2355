import type { Ctx } from "@/lib/access/ctx";
import type { Judgement } from "@/lib/health/types";
import { newId } from "@/lib/platform/ids";
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

/** Writes the verdict on the bot and its open rollout, and since when the rollout has been healthy without a break. */
export async function recordVerdict(tx: Ctx, seen: SeenHealth): Promise<void> {
  const { bot, rollout, at } = seen;
  const judgement = storable(seen.judgement);
  const changed = bot.verdict !== judgement.verdict;

  await tx.db.bot.update({
    where: { id: bot.id },
    data: {
      verdict: judgement.verdict,
      verdictReasons: judgement.reasons,
      sight: storable({ ...seen.sight, config: seen.pickup.sentences }),
      sightAt: at,
      ...(changed ? { verdictSince: at } : {}),
    },
  });

  // Health proves a release only while pods are known to run it.
  const proves = judgement.verdict === "healthy" && seen.pickup.known;
  const healthySince = proves ? ((seen.continuous ? rollout.healthySince : null) ?? at) : null;
  if (rollout.verdict !== judgement.verdict || rollout.healthySince?.getTime() !== healthySince?.getTime()) {
    await tx.db.rollout.update({ where: { id: rollout.id }, data: { verdict: judgement.verdict, healthySince } });
  }
  if (rollout.verdict !== judgement.verdict) {
    const detail = { verdict: judgement.verdict, reasons: judgement.reasons };
    await tx.db.rolloutEvent.create({ data: { id: newId("evt"), rolloutId: rollout.id, at, kind: "verdict", detail } });
  }
  if (seen.available && seen.pickup.known)
    await tx.db.release.updateMany({ where: { id: seen.releaseId, availableAt: null }, data: { availableAt: at } });
}
