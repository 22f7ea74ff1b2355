import type { BotCtx } from "@/lib/bots/ctx";
import type { BotSight } from "@/lib/bots/schemas";
import { endRollback } from "./end-rollback";
import { erroredWords, type LastSight, type Reached } from "./errored-words";
import type { Run } from "./run";

/** Ends a run of which nobody can tell, or which nobody could take to the cluster, with what is known of it and what can be done. */
export async function endErrored(ctx: BotCtx, input: { run: Run; sentence: string; reached: Reached }): Promise<void> {
  const { run, sentence, reached } = input;
  const last = await lastSight(ctx, run.botId);
  const words = erroredWords(run, { reached, last, at: ctx.clock.now() });
  const remarks = words.map((one) => ({ ...one, tone: "plain" as const }));
  await endRollback(ctx, { run, phase: "errored", sentence, remarks });
}

async function lastSight({ db }: BotCtx, botId: string): Promise<LastSight> {
  const bot = await db.bot.findUnique({
    where: { id: botId },
    select: {
      sight: true,
      environment: { select: { heardAt: true } },
      rollouts: { where: { until: null }, take: 1, select: { release: { select: { version: true } } } },
    },
  });
  const version = bot?.rollouts[0]?.release.version;
  return bot && version !== undefined ? { heardAt: bot.environment.heardAt, sight: bot.sight as BotSight, version } : null;
}
