import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/access/require-permission";
import { exactTemplate } from "@/lib/bots/canonical-template";
import type { BotCtx } from "@/lib/bots/ctx";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { askedAgain } from "./asked-again";
import { lookLive, viewOf } from "./live-view";
import { orSayWhichCluster } from "./out-of-reach";
import type { Bringing } from "./plan-copies";
import { planJson } from "./plan-json";
import { propose, recordOf, recordsOf, type Proposal, type Situation } from "./propose";
import { proposeDefault } from "./propose-default";
import { recordPlan } from "./record-plan";
import { recordComposition, recordLive } from "./record-sides";
import type { PlanInput, PlanJson } from "./schemas";
import { targetOfUndo } from "./target-of-undo";

/** How long a plan may be confirmed. */
const PLAN_LIFE_MS = 5 * 60_000;

/**
 * Proposes a rollback: looks at the bot and its ConfigMaps as they are this moment, compares, asks the cluster for a dry run, and keeps the answer for 5 minutes.
 * Without a `releaseId` the default target is taken, with `undoes` the release that this rollback left, with `again` what that one was to bring; without a
 * `choice` all of it that was recorded.
 *
 * @throws AppError `forbidden`, `not-found`, `bot-gone`, `cluster-unreachable`, `nothing-to-roll-back-to`, `nothing-to-undo`, `nothing-to-retry`, `already-live`, `config-not-recorded`, `content-pruned`, `content-damaged`
 */
export async function planRollback({ ctx, input }: { ctx: BotCtx; input: PlanInput & { botId: string } }): Promise<PlanJson> {
  requirePermission(ctx, "rollback");
  const bot = await ctx.db.bot.findUnique({ where: { id: input.botId }, include: { environment: true } });
  if (!bot) throw new AppError("not-found", "There is no bot with this id.");

  const view = viewOf(ctx, bot);
  const live = await orSayWhichCluster(ctx, bot.environmentName, lookLive(view));
  if (!live)
    throw new AppError("bot-gone", `${bot.title} is not in the cluster any more, so there is nothing to roll back. Nothing was changed.`);

  const at = ctx.clock.now();
  const now = await recordLive(ctx, { bot, view, live, at });
  const records = await recordsOf(ctx, bot.id);
  const situation: Situation = { bot, view, live, now, records, from: recordOf(records, now.releaseId), at, compose: recordComposition };
  const id = newId("plan");
  const { again: againId = null, botId: _, ...wanted } = input;
  const former = againId === null ? null : await askedAgain(ctx, bot, againId);
  const asks: PlanInput = { ...former, ...wanted };
  const proposal = await proposed(ctx, situation, { ...asks, planId: id });

  const { from } = situation;
  const { asked, to, choice, choices, pins, bringing, diff, coverage, changeCause, resumes, guards } = proposal;
  const plan = await recordPlan(ctx, {
    live: live.template,
    bring: bringing.template,
    plan: {
      id,
      botId: bot.id,
      fromReleaseId: from.release.id,
      toReleaseId: to.release.id,
      undoes: asks.undoes ?? null,
      again: againId,
      asked: { releaseId: asked.release.id, choice, ...(asks.pinImages !== undefined && { pinImages: asks.pinImages }) },
      liveUid: live.uid,
      choice,
      copies: bringing.copies,
      resumes,
      changeCause,
      guards,
      fingerprint: fingerprint(live, to, { ...bringing, resumes }),
      createdBy: ctx.actor,
      createdAt: at,
      expiresAt: new Date(at.getTime() + PLAN_LIFE_MS),
    },
  });
  const { alwaysTypeName } = bot.environment;
  return planJson(plan, { from, to, diff, choices, pins, coverage, paused: live.paused, alwaysTypeName, reason: former?.reason ?? null });
}

async function proposed(ctx: BotCtx, situation: Situation, input: PlanInput & { planId: string }): Promise<Proposal> {
  const { undoes = null } = input;
  const releaseId = undoes === null ? input.releaseId : await targetOfUndo(ctx, situation, undoes);
  if (releaseId === undefined) return proposeDefault(ctx, situation, input);

  const { bot, records, from } = situation;
  const asked = records.find(({ release }) => release.id === releaseId);
  if (!asked) throw new AppError("not-found", `${bot.title} has no such release. Nothing was changed.`);
  if (asked.release.id === from.release.id) {
    throw new AppError("already-live", `${bot.title} already runs ${asked.release.version}. Nothing was changed.`);
  }
  return propose(ctx, situation, asked, { ...input, undoes });
}

/** Changes when, and only when, confirming would mean something else. */
function fingerprint(live: Workload, to: ReleaseRecord, { template, copies, resumes }: Bringing & { resumes: boolean }): string {
  const names = copies.map(({ name }) => name).join(" ");
  return createHash("sha256")
    .update([live.uid, exactTemplate(live.template), to.release.hash, exactTemplate(template), names, String(resumes)].join("\n"))
    .digest("hex");
}
