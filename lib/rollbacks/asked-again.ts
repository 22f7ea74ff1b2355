import type { BotCtx } from "@/lib/bots/ctx";
import { AppError } from "@/lib/platform/app-error";
import { isActive } from "./run";
import type { Choice, PlanInput } from "./schemas";

/** What a plan to try a run again asks for, and the reason that was given for it. */
export type AskedAgain = Pick<PlanInput, "releaseId" | "undoes" | "choice" | "pinImages"> & { reason: string | null };

/**
 * What was asked for when a run that did not recover was started: the same release, the same part of it, the same images.
 *
 * @throws AppError `not-found`, `nothing-to-retry`
 */
export async function askedAgain(ctx: BotCtx, bot: { id: string; title: string }, rollbackId: string): Promise<AskedAgain> {
  const run = await ctx.db.rollback.findFirst({ where: { id: rollbackId, botId: bot.id } });
  if (!run) throw new AppError("not-found", `${bot.title} has had no such rollback. Nothing was changed.`);
  const because = whyNot(run.phase);
  if (because !== null) throw new AppError("nothing-to-retry", `${because} Nothing was changed.`);

  const { asked, choice, undoes } = await ctx.db.rollbackPlan.findUniqueOrThrow({ where: { id: run.planId } });
  const { reason } = run;
  if (undoes !== null) return { undoes, reason };
  // What was asked for is not known of plans from before it was kept: what they brought is then as good.
  return { releaseId: run.toReleaseId, choice: choice as Choice, ...(asked as PlanInput), reason };
}

function whyNot(phase: string): string | null {
  if (isActive(phase)) return "This rollback still runs. It can be tried again once it has ended.";
  return phase === "recovered" ? "This rollback recovered, so there is nothing to try again." : null;
}
