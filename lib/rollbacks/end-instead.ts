import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { endRollback } from "./end-rollback";
import type { ConfirmablePlan } from "./find-plan";
import { takeOver } from "./take-over";

/** Ends the run of a bot for which somebody chose another target; one that has ended meanwhile stays as it is. Call it in the transaction that starts the other. */
export async function endInstead(ctx: Ctx, input: { rollbackId: string; plan: ConfirmablePlan }): Promise<void> {
  const { rollbackId: id, plan } = input;
  const taken = await takeOver(ctx, { rollbackId: id, holder: ctx.requestId });
  if (!taken) return;
  const bot = { title: plan.title, environment: { title: plan.environmentTitle } };
  const sentence = `${actorInWords(ctx.actor)} chose ${plan.toVersion} instead.`;
  await endRollback(ctx, { run: { id, botId: plan.botId, bot, lease: taken }, phase: "superseded", sentence });
}
