import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/access/require-permission";
import { exactTemplate } from "@/lib/bots/canonical-template";
import { chooseTarget } from "@/lib/bots/choose-target";
import type { BotCtx } from "@/lib/bots/ctx";
import { liveRevision } from "@/lib/bots/live-revision";
import { recordRelease } from "@/lib/bots/record-release";
import { storable } from "@/lib/bots/storable";
import { releaseRecords } from "@/lib/bots/release-records";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { JsonObject } from "@/lib/platform/json";
import { checkWithCluster } from "./check-with-cluster";
import { diffTemplates } from "./diff/diff-templates";
import { guards } from "./guards";
import { lookLive, viewOf } from "./live-view";
import { planJson } from "./plan-json";
import type { PlanInput, PlanJson } from "./schemas";

/** How long a plan may be confirmed. */
const PLAN_LIFE_MS = 5 * 60_000;

/**
 * Proposes a rollback: looks at the bot as it is this moment, compares, asks the cluster for a dry run, and keeps the answer for 5 minutes.
 * Without a `releaseId` the default target is taken.
 *
 * @throws AppError `forbidden`, `not-found`, `bot-gone`, `cluster-unreachable`, `nothing-to-roll-back-to`, `already-live`
 */
export async function planRollback({ ctx, input }: { ctx: BotCtx; input: PlanInput & { botId: string } }): Promise<PlanJson> {
  requirePermission(ctx, "rollback");
  const bot = await ctx.db.bot.findUnique({ where: { id: input.botId }, include: { environment: true } });
  if (!bot) throw new AppError("not-found", "There is no bot with this id.");

  const view = viewOf(ctx, bot);
  const live = await lookLive(view);
  if (!live)
    throw new AppError("bot-gone", `${bot.title} is not in the cluster any more, so there is nothing to roll back. Nothing was changed.`);

  const at = ctx.clock.now();
  const fromId = await recordLive(ctx, bot.id, live, bot.environment.stamps, at);
  const records = (await releaseRecords(ctx, [bot.id])).get(bot.id) ?? [];
  const from = records.find(({ release }) => release.id === fromId);
  if (!from) throw new Error(`release ${fromId} is missing from the records of ${bot.id}`);
  const to = targetOf(bot.title, records, from, input.releaseId);
  const target = await templateOf(ctx, to.release.id);

  const id = newId("plan");
  const { revisions, pods, access, dryRun } = await checkWithCluster(view, { live, target, rollbackId: id });
  const diff = diffTemplates(live.template, target);
  const checked = guards({
    title: bot.title,
    live,
    current: liveRevision(live, revisions),
    pods,
    from,
    to,
    target,
    dryRun,
    access,
    now: at,
  });
  const plan = await ctx.db.rollbackPlan.create({
    data: {
      id,
      botId: bot.id,
      fromReleaseId: from.release.id,
      toReleaseId: to.release.id,
      liveUid: live.uid,
      liveTemplate: JSON.stringify(live.template),
      diff: storable(diff),
      guards: checked,
      fingerprint: fingerprint(live, to),
      createdBy: ctx.actor,
      createdAt: at,
      expiresAt: new Date(at.getTime() + PLAN_LIFE_MS),
    },
  });
  return planJson(plan, { from, to });
}

/** What runs now may be newer than what the worker has seen: it is recorded here, so that a plan always goes from a release to a release. */
async function recordLive(ctx: BotCtx, botId: string, live: Workload, stamps: string[], at: Date): Promise<string> {
  const seen = { botId, template: live.template, annotations: live.annotations ?? {}, labels: live.labels, fieldOwners: live.fieldOwners };
  const release = await inTransaction(ctx, async (tx) => {
    const open = await tx.db.rollout.findFirst({ where: { botId, until: null }, select: { release: { select: { changeCause: true } } } });
    return recordRelease(tx, { ...seen, stamps, formerCause: open?.release.changeCause ?? null, origin: "observed", at });
  });
  return release.id;
}

function targetOf(title: string, records: ReleaseRecord[], from: ReleaseRecord, releaseId: string | undefined): ReleaseRecord {
  if (releaseId === undefined) {
    const choice = chooseTarget(from.release.id, records);
    if (choice.kind === "chosen") return choice.record;
    throw new AppError("nothing-to-roll-back-to", `${NO_TARGET[choice.because](title)} Nothing was changed.`, {
      detail: { because: choice.because },
    });
  }
  const asked = records.find(({ release }) => release.id === releaseId);
  if (!asked) throw new AppError("not-found", `${title} has no such release. Nothing was changed.`);
  if (asked.release.id === from.release.id) {
    throw new AppError("already-live", `${title} already runs ${asked.release.version}. Nothing was changed.`);
  }
  return asked;
}

const NO_TARGET = {
  "only-one-release": (title: string) => `${title} has had only one release that Lastgood knows of, so there is nothing to go back to.`,
  "all-others-bad": (title: string) =>
    `Every other release of ${title} is marked bad or was rolled back from. Choose one by hand if you must.`,
  "none-worked": (title: string) => `No other release of ${title} was ever seen to work. Choose one by hand if you must.`,
};

async function templateOf(ctx: BotCtx, releaseId: string): Promise<JsonObject> {
  const { template } = await ctx.db.release.findUniqueOrThrow({ where: { id: releaseId }, select: { template: true } });
  return JSON.parse(template) as JsonObject;
}

/** Changes when, and only when, confirming would mean something else. */
function fingerprint(live: Workload, to: ReleaseRecord): string {
  return createHash("sha256")
    .update(`${live.uid}\n${exactTemplate(live.template)}\n${to.release.hash}`)
    .digest("hex");
}
