import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import { expectedTimes } from "@/lib/bots/expected-times";
import { findRelease } from "@/lib/bots/find-release";
import { identify } from "@/lib/bots/record-release";
import { releaseJson } from "@/lib/bots/release-json";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { lookLive, viewOf } from "./live-view";
import { orSayWhichCluster } from "./out-of-reach";
import { recordOf, recordsOf, type Proposal } from "./propose";
import { proposeDefault } from "./propose-default";
import { findComposition, lookAround } from "./record-sides";
import type { Readiness } from "./readiness-schema";
import type { Guard } from "./schemas";

/**
 * Whether a bot could go back this moment: what would be proposed, all that is checked before it, and how long it will probably take. The cluster is asked for a
 * dry run, as for a plan; nothing is recorded, neither here nor there.
 *
 * @throws AppError `forbidden`, `not-found`, `bot-gone`, `cluster-unreachable`, `cluster-refused`, `content-pruned` and its like
 */
export async function readReadiness({ ctx, input }: { ctx: BotCtx; input: { botId: string } }): Promise<Readiness> {
  requirePermission(ctx, "read");
  const bot = await ctx.db.bot.findUnique({ where: { id: input.botId }, include: { environment: true } });
  if (!bot) throw new AppError("not-found", "There is no bot with this id.");
  const at = ctx.clock.now();
  const checkedAt = at.toISOString();

  const view = viewOf(ctx, bot);
  const live = await orSayWhichCluster(ctx, bot.environmentName, lookLive(view));
  if (!live) throw new AppError("bot-gone", `${bot.title} is not in the cluster any more, so there is nothing to roll back.`);

  const [{ seen, ...around }, records, expected] = await Promise.all([
    lookAround(ctx, { bot, view, live }),
    recordsOf(ctx, bot.id),
    expectedTimes(ctx, [bot.id]),
  ]);
  const runs = await findRelease(ctx, bot.id, identify({ template: live.template, config: seen, stamps: bot.environment.stamps }));
  if (!runs) return { kind: "none", because: `What ${bot.title} runs was not recorded yet: it was deployed a moment ago.`, checkedAt };

  const now = { ...around, releaseId: runs.id };
  const situation = { bot, view, live, now, records, from: recordOf(records, runs.id), at, compose: findComposition };
  const proposal = await proposeDefault(ctx, situation, { planId: newId("plan") }).catch(unlessNothing);
  if (proposal instanceof AppError) return { kind: "none", because: withoutChange(proposal.publicMessage), checkedAt };
  return { ...ready(proposal), expected: expected.get(bot.id) ?? null, checkedAt };
}

function ready({ to, choice, guards }: Proposal): Omit<Extract<Readiness, { kind: "target" }>, "expected" | "checkedAt"> {
  const mayGo = !guards.some(({ outcome }) => outcome === "block");
  return { kind: "target", to: releaseJson(to), choice, mayGo, guards: guards.map(ofNobody) };
}

/** Whoever looks need not be who may roll back: only what the cluster lets Lastgood do was asked. */
function ofNobody(guard: Guard): Guard {
  if (guard.name !== "permission" || guard.outcome !== "pass") return guard;
  return { ...guard, sentence: "Lastgood may do this in the cluster." };
}

function unlessNothing(error: unknown): AppError {
  if (error instanceof AppError && error.code === "nothing-to-roll-back-to") return error;
  throw error;
}

/** Nobody tried to change anything. */
function withoutChange(sentence: string): string {
  return sentence.replace(/ Nothing was changed\.$/, "");
}
