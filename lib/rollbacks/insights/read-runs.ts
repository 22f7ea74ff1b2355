import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import type { Actor } from "@/lib/access/types";
import type { BotRef } from "@/lib/bots/schemas";
import { AppError } from "@/lib/platform/app-error";
import { readRecoverySplits } from "../read-recovery-splits";
import type { RecoverySplit } from "../recovery-split";
import type { Phase } from "../schemas";
import { ofBots } from "./of-bots";
import type { Period } from "./period-of";
import type { InsightRun, InsightsInput } from "./schemas";

const MOST_RUNS = 10_000;

type Row = {
  id: string;
  botId: string;
  fromVersion: string | null;
  toVersion: string | null;
  phase: Phase;
  undoes: string | null;
  startedBy: Actor;
  reason: string | null;
  startedAt: Date;
  acceptedAt: Date | null;
  replacedAt: Date | null;
  endedAt: Date | null;
};

/**
 * The rollbacks that were begun in a period, newest first, each with its times.
 *
 * @throws AppError `bad-input` where there are more than 10 000: a part of them would be no figure
 */
export async function readRuns(
  ctx: Ctx,
  filter: InsightsInput,
  { from, to }: Period,
  bots: ReadonlyMap<string, BotRef>,
): Promise<InsightRun[]> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select r.id, r."botId", f.version as "fromVersion", t.version as "toVersion", r.phase, r.undoes, r."startedBy", r.reason, r."startedAt", r."acceptedAt",
           r."replacedAt", r."endedAt"
    from "Rollback" r join "Bot" b on b.id = r."botId"
      left join "Release" f on f.id = r."fromReleaseId" left join "Release" t on t.id = r."toReleaseId"
    where r."startedAt" >= ${from} and r."startedAt" < ${to} and ${ofBots(filter)}
    order by r."startedAt" desc, r.id desc limit ${MOST_RUNS + 1}`;
  if (rows.length > MOST_RUNS) {
    throw new AppError(
      "bad-input",
      `There are more than ${MOST_RUNS} rollbacks in this period. Choose a shorter one, or one bot, team or environment.`,
    );
  }
  const splits = await readRecoverySplits({ ctx, input: { rollbackIds: rows.map(({ id }) => id) } });
  return rows.flatMap((row) => {
    const [bot, split] = [bots.get(row.botId), splits.get(row.id)];
    return bot && split ? [runOf(row, bot, split)] : [];
  });
}

function runOf(row: Row, bot: BotRef, split: RecoverySplit): InsightRun {
  const { decideSeconds, actSeconds, recoverSeconds, totalSeconds, keptFiveMinutes } = split;
  const { id, phase, undoes, reason, startedAt, acceptedAt, endedAt } = row;
  const isUndo = undoes !== null;
  const recoveredAt = phase === "recovered" ? row.replacedAt : null;
  return {
    id,
    path: `/rollbacks/${id}`,
    bot,
    fromVersion: row.fromVersion ?? "",
    toVersion: row.toVersion ?? "",
    phase,
    isUndo,
    startedBy: actorInWords(row.startedBy),
    reason,
    startedAt: startedAt.toISOString(),
    firstBadAt: split.firstBadAt?.toISOString() ?? null,
    acceptedAt: acceptedAt?.toISOString() ?? null,
    recoveredAt: recoveredAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    decideSeconds,
    actSeconds,
    recoverSeconds,
    fromClickSeconds: recoveredAt && Math.max(0, recoveredAt.getTime() - startedAt.getTime()) / 1_000,
    totalSeconds,
    keptFiveMinutes: isUndo ? null : keptFiveMinutes,
  };
}
