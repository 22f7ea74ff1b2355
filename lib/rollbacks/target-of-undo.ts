import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import type { Situation } from "./propose";

/**
 * The release that a rollback left, to go back to it. Only while what it brought still runs: after another deploy there is nothing of it to undo. An undo is not
 * undone in its turn: going back from it is an ordinary rollback.
 *
 * @throws AppError `not-found`, `nothing-to-undo`
 */
export async function targetOfUndo(ctx: BotCtx, { bot, from }: Pick<Situation, "bot" | "from">, rollbackId: string): Promise<string> {
  const rollback = await ctx.db.rollback.findFirst({ where: { id: rollbackId, botId: bot.id } });
  if (!rollback) throw new AppError("not-found", `${bot.title} has had no such rollback. Nothing was changed.`);
  const because = whyNot(rollback, bot.title, from.release);
  if (because !== null) throw new AppError("nothing-to-undo", `${because} Nothing was changed.`);
  return rollback.fromReleaseId;
}

type Undone = { acceptedAt: Date | null; endedAt: Date | null; undoes: string | null; toReleaseId: string };

function whyNot({ acceptedAt, endedAt, undoes, toReleaseId }: Undone, title: string, live: { id: string; version: string }): string | null {
  if (acceptedAt === null) return "The cluster never accepted this rollback, so there is nothing to undo.";
  if (endedAt === null) return "This rollback still runs. It can be undone once it has ended.";
  if (undoes !== null) return "This was an undo itself. Roll back to another release instead.";
  if (toReleaseId !== live.id)
    return `${title} runs ${live.version} by now, which this rollback did not bring, so there is nothing to undo.`;
  return null;
}
