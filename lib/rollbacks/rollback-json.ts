import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import type { Actor } from "@/lib/access/types";
import { BOT_NAMED, botRef } from "@/lib/bots/bot-ref";
import { holdsOfRollbacks } from "@/lib/bots/holds";
import { releaseJson } from "@/lib/bots/release-json";
import { releaseRecords } from "@/lib/bots/release-records";
import type { BotSight, HoldJson } from "@/lib/bots/schemas";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Prisma } from "@/lib/platform/db";
import { alternativeTo } from "./alternative-to";
import { KNOWN, TO_DO } from "./errored-words";
import { LATE } from "./late-truth";
import { PUT_BACK } from "./note-what-came-after";
import { readRecoverySplits } from "./read-recovery-splits";
import { TRIED_AGAIN } from "./record-intent";
import { recoverySplit, type RecoverySplit } from "./recovery-split";
import { deletePodsCommand } from "./delete-pods-command";
import { isActive } from "./run";
import { STEPS, type Phase, type PodInTheWay, type RollbackJson } from "./schemas";

const MOST_REMARKS = 200;
const MOST_IN_THE_WAY = 100;

export const ROLLBACK_SHOWN = {
  bot: { include: { ...BOT_NAMED, rollouts: { where: { until: null }, take: 1, select: { releaseId: true } } } },
  steps: true,
  remarks: { orderBy: [{ at: "desc" }, { key: "desc" }], take: MOST_REMARKS },
} satisfies Prisma.RollbackInclude;

type Rollback = Prisma.RollbackGetPayload<{ include: typeof ROLLBACK_SHOWN }>;

/** Rollbacks as the API and the pages show them, in the order given. `attended`: a worker is there to follow. */
export async function rollbacksJson(ctx: Ctx, rollbacks: readonly Rollback[], attended: boolean): Promise<RollbackJson[]> {
  const ids = rollbacks.map(({ id }) => id);
  const [records, holds, splits] = await Promise.all([
    releaseRecords(ctx, [...new Set(rollbacks.map(({ botId }) => botId))]),
    holdsOfRollbacks(ctx, ids),
    readRecoverySplits({ ctx, input: { rollbackIds: ids } }),
  ]);
  return rollbacks.map((rollback) =>
    rollbackJson(rollback, {
      records: records.get(rollback.botId) ?? [],
      hold: holds.get(rollback.id) ?? null,
      split: splits.get(rollback.id) ?? recoverySplit({ ...rollback, phase: rollback.phase as Phase, firstBadAt: null }),
      attended,
    }),
  );
}

type Around = { records: ReleaseRecord[]; hold: HoldJson | null; split: RecoverySplit; attended: boolean };

function rollbackJson(rollback: Rollback, { records, hold, split, attended }: Around): RollbackJson {
  const { bot } = rollback;
  const active = isActive(rollback.phase);
  const release = (id: string) => {
    const record = records.find((candidate) => candidate.release.id === id);
    if (!record) throw new Error(`release ${id} is missing from the records of ${rollback.botId}`);
    return releaseJson(record);
  };
  return {
    id: rollback.id,
    path: `/rollbacks/${rollback.id}`,
    bot: botRef(bot),
    from: release(rollback.fromReleaseId),
    to: release(rollback.toReleaseId),
    phase: rollback.phase as RollbackJson["phase"],
    active,
    sentence: rollback.sentence,
    startedBy: actorInWords(rollback.startedBy as Actor),
    reason: rollback.reason,
    startedAt: rollback.startedAt.toISOString(),
    acceptedAt: rollback.acceptedAt?.toISOString() ?? null,
    endedAt: rollback.endedAt?.toISOString() ?? null,
    replacedAt: rollback.replacedAt?.toISOString() ?? null,
    split: { ...split, firstBadAt: split.firstBadAt?.toISOString() ?? null },
    deadlineAt: rollback.deadlineAt?.toISOString() ?? null,
    deadlineWhy: rollback.deadlineWhy,
    undoes: rollback.undoes,
    again: rollback.again,
    triedAgainBy: triedAgainBy(rollback),
    retryable: !active && rollback.phase !== "recovered" && bot.archivedAt === null && liveId(rollback) !== rollback.toReleaseId,
    alternative: alternativeTo({ ...rollback, liveId: liveId(rollback), verdict: bot.verdict }, records),
    undoable: isUndoable(rollback),
    hold,
    watchedUntil: rollback.watchedUntil?.toISOString() ?? null,
    afterwards: afterwards(rollback),
    known: remarksOf(rollback, KNOWN),
    toDo: remarksOf(rollback, TO_DO),
    unattended: active && !attended,
    steps: stepsJson(rollback, active),
    pods: liveId(rollback) === rollback.toReleaseId ? podsJson(bot.sight as BotSight) : null,
    inTheWay: inTheWay(rollback, active),
    remarks: rollback.remarks
      .filter(({ key }) => !key.startsWith(KNOWN) && !key.startsWith(TO_DO))
      .map(({ at, tone, sentence: text }) => {
        const [sentence = "", ...lines] = text.split("\n");
        return { at: at.toISOString(), tone: tone as RollbackJson["remarks"][number]["tone"], sentence, lines };
      }),
  };
}

function isUndoable(rollback: Rollback): boolean {
  const { acceptedAt, endedAt, undoes, toReleaseId } = rollback;
  return acceptedAt !== null && endedAt !== null && undoes === null && liveId(rollback) === toReleaseId;
}

/** What its bot runs now; null where the bot is gone. */
function liveId({ bot }: Rollback): string | null {
  return bot.archivedAt === null ? (bot.rollouts[0]?.releaseId ?? null) : null;
}

function triedAgainBy({ remarks }: Rollback): string | null {
  return remarks.find(({ key }) => key.startsWith(TRIED_AGAIN))?.key.slice(TRIED_AGAIN.length) ?? null;
}

/** As the run saw it last; after an end, for as long as what it brought is live. */
function inTheWay(rollback: Rollback, active: boolean): RollbackJson["inTheWay"] {
  const { toReleaseId, bot, phase } = rollback;
  const pods = rollback.inTheWay as PodInTheWay[];
  if (phase === "recovered" || !(active || liveId(rollback) === toReleaseId)) return null;
  const others = (bot.sight as BotSight).pods.filter(({ current }) => !current);
  // Nobody follows after an end, and by now somebody may have deleted them.
  const left = active ? pods : pods.filter(({ name }) => others.some((other) => other.name === name));
  const shown = left.slice(0, MOST_IN_THE_WAY);
  if (shown.length === 0) return null;
  return { pods: shown, command: deletePodsCommand(bot.namespace, shown) };
}

/** Of the remarks those that a headline needs: the newest come first, and there may be more than are shown. */
function afterwards({ remarks }: Rollback): string[] {
  return remarks
    .filter(({ key }) => key === "undone" || key.startsWith(PUT_BACK) || key.startsWith(LATE))
    .map(({ sentence }) => sentence)
    .reverse();
}

function remarksOf({ remarks }: Rollback, kind: string): string[] {
  const those = remarks.filter(({ key }) => key.startsWith(kind));
  return those.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ sentence }) => sentence);
}

/** The first step that is not done is the one that goes on now; after an end none is. */
function stepsJson({ steps }: Rollback, active: boolean): RollbackJson["steps"] {
  const isPart = (name: string) => name !== "config-copied" || steps.some((step) => step.name === name);
  const known = STEPS.filter(isPart).map((name) => ({ name, step: steps.find((step) => step.name === name) }));
  const now = active ? known.find(({ step }) => !step?.doneAt)?.name : undefined;
  return known.map(({ name, step }) => ({
    name,
    state: step?.doneAt ? "done" : name === now ? "now" : "waiting",
    at: step?.doneAt?.toISOString() ?? null,
    note: (step?.evidence as { note?: string | null } | null)?.note ?? null,
  }));
}

function podsJson({ desired, pods }: BotSight): RollbackJson["pods"] {
  const onTarget = pods.filter(({ current, state }) => current && state !== "leaving");
  return {
    desired,
    onTarget: onTarget.length,
    readyOnTarget: onTarget.filter(({ state }) => state === "ready").length,
    old: pods.filter(({ current }) => !current).length,
  };
}
