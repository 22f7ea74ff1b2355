import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Prisma } from "@/lib/platform/db";
import { alarms } from "./alarms";
import { BOT_NAMED, botRef } from "./bot-ref";
import { chooseTarget } from "./choose-target";
import { standingHolds } from "./holds";
import { releaseJson } from "./release-json";
import { releaseRecords } from "./release-records";
import { ROLLOUT_SHOWN, rolloutJson } from "./rollout-json";
import type { AlarmJson, BotJson, HoldJson } from "./schemas";
import { standingNote } from "./status/standing-note";
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
  const ids = bots.map(({ id }) => id);
  const brought = bots.flatMap(({ rollouts }) => rollouts[0]?.rollbackId ?? []);
  const [records, holds, alarming, bringers] = await Promise.all([
    releaseRecords(ctx, ids),
    standingHolds(ctx, ids),
    alarms(ctx, ids),
    ctx.db.rollback.findMany({ where: { id: { in: brought }, undoes: null, endedAt: { not: null } } }),
  ]);
  const now = ctx.clock.now();
  return bots.map((bot) => {
    const bringer = bringers.find(({ id }) => id === bot.rollouts[0]?.rollbackId) ?? null;
    return botJson(bot, {
      records: records.get(bot.id) ?? [],
      holds: holds.get(bot.id) ?? [],
      alarm: alarming.get(bot.id) ?? null,
      bringer,
      now,
    });
  });
}

type Around = {
  records: ReleaseRecord[];
  holds: HoldJson[];
  alarm: AlarmJson | null;
  bringer: { id: string; fromReleaseId: string } | null;
  now: Date;
};

function botJson(bot: Bot, { records, holds, alarm, bringer, now }: Around): BotJson {
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
    holds,
    // Read a moment later than what is live: an answer must not contradict itself.
    alarm: alarm !== null && alarm.releaseId === open?.releaseId ? alarm : null,
    undoable:
      bringer && bot.archivedAt === null ? { rollbackId: bringer.id, fromVersion: versionOf(records, bringer.fromReleaseId) } : null,
    supportNote: standingNote(bot.supportNote, now),
    activeRollback: running
      ? {
          id: running.id,
          phase: running.phase,
          startedAt: running.startedAt.toISOString(),
          startedBy: actorInWords(running.startedBy as Actor),
          toVersion: versionOf(records, running.toReleaseId),
        }
      : null,
  };
}

function targetJson(bot: Bot, liveId: string | undefined, records: ReleaseRecord[]): BotJson["target"] {
  if (bot.archivedAt !== null) return { kind: "none", because: "archived" };
  const choice = chooseTarget(liveId ?? "", records);
  return choice.kind === "none" ? choice : { kind: "chosen", release: releaseJson(choice.record), because: choice.because };
}

function versionOf(records: readonly ReleaseRecord[], id: string): string {
  return records.find(({ release }) => release.id === id)?.release.version ?? "";
}
