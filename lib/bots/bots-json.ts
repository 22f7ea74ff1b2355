import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Prisma } from "@/lib/platform/db";
import { BOT_NAMED, botRef } from "./bot-ref";
import { chooseTarget } from "./choose-target";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import { ROLLOUT_SHOWN, rolloutJson } from "./rollout-json";
import type { BotJson } from "./schemas";
import type { ReleaseRecord } from "./types";

const ACTIVE_PHASES = ["applying", "following", "verifying"];

export const BOT_SHOWN = {
  ...BOT_NAMED,
  rollouts: { where: { until: null }, take: 1, include: ROLLOUT_SHOWN },
  rollbacks: { where: { phase: { in: ACTIVE_PHASES } }, take: 1 },
} satisfies Prisma.BotInclude;

type Bot = Prisma.BotGetPayload<{ include: typeof BOT_SHOWN }>;

/** Bots as the API and the pages show them, in the order given. */
export async function botsJson(ctx: PlatformCtx, bots: readonly Bot[]): Promise<BotJson[]> {
  const records = await releaseRecords(
    ctx,
    bots.map(({ id }) => id),
  );
  return bots.map((bot) => botJson(bot, records.get(bot.id) ?? []));
}

function botJson(bot: Bot, records: ReleaseRecord[]): BotJson {
  const [open] = bot.rollouts;
  const live = open && records.find(({ release }) => release.id === open.releaseId);
  const [running] = bot.rollbacks;
  return {
    ...botRef(bot),
    archivedAt: bot.archivedAt?.toISOString() ?? null,
    verdict: bot.verdict as BotJson["verdict"],
    verdictReasons: bot.verdictReasons as string[],
    verdictSince: bot.verdictSince.toISOString(),
    sight: { config: [], lastLines: [], ...(bot.sight as Omit<BotJson["sight"], "config" | "lastLines">) },
    sightAt: bot.sightAt.toISOString(),
    live: open && live ? rolloutJson(open, live) : null,
    target: targetJson(bot, live?.release.id, records),
    activeRollback: running
      ? {
          id: running.id,
          phase: running.phase,
          startedAt: running.startedAt.toISOString(),
          startedBy: actorInWords(running.startedBy as Actor),
          toVersion: records.find(({ release }) => release.id === running.toReleaseId)?.release.version ?? "",
        }
      : null,
  };
}

function targetJson(bot: Bot, liveId: string | undefined, records: ReleaseRecord[]): BotJson["target"] {
  if (bot.archivedAt !== null) return { kind: "none", because: "archived" };
  const choice = chooseTarget(liveId ?? "", records);
  return choice.kind === "none" ? choice : { kind: "chosen", release: releaseJson(choice.record), because: choice.because };
}
