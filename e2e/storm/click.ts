import { isObject } from "@/lib/platform/json";
import { AppError } from "@/lib/platform/app-error";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { abortRollback } from "@/lib/rollbacks/abort-rollback";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { PlanInput } from "@/lib/rollbacks/schemas";
import type { StormedBot } from "./stormed-bot";

/** Plans and confirms at once, as somebody in a hurry. Refusals in words are counted. @throws whatever is no sentence for a person */
export async function click(bot: StormedBot, session: number, more: Omit<PlanInput, "botId"> = {}): Promise<void> {
  const ctx = bot.ctx(session);
  const isInstead = bot.random.chance(0.3);
  await inWords(bot, "click", async () => {
    const from = Date.now();
    const plan = await planRollback({ ctx, input: { botId: bot.id, ...more } });
    bot.shown.set(plan.id, { from, to: Date.now() });
    const input = { planId: plan.id, typedName: bot.name, ...(isInstead ? { instead: true } : {}) };
    const confirmation = await confirmRollback({ ctx, input });
    if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
    return `${confirmation.kind}, to ${plan.to.version}`;
  });
}

/** Stops whatever runs. */
export async function abort(bot: StormedBot, session: number): Promise<void> {
  const ctx = bot.ctx(session);
  await inWords(bot, "abort", async () => {
    const running = await ctx.db.rollback.findFirst({ where: { botId: bot.id, endedAt: null }, select: { id: true } });
    if (!running) return "nothing runs";
    await abortRollback({ ctx, input: { id: running.id, reason: "changed my mind" } });
    return "done";
  });
}

async function inWords(bot: StormedBot, what: string, act: () => Promise<string>): Promise<void> {
  try {
    bot.say(`${what}: ${await act()}`);
  } catch (error) {
    const words = sentenceOf(error);
    if (words === null) throw error;
    bot.say(`${what}: ${words}`);
  }
}

function sentenceOf(error: unknown): string | null {
  if (error instanceof AppError) return error.code;
  if (error instanceof ClusterError) return "cluster-error";
  return isDatabaseDown(error) && isObject(error) ? "database-down" : null;
}
