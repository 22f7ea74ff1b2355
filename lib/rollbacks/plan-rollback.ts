import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/access/require-permission";
import { exactTemplate } from "@/lib/bots/canonical-template";
import { chooseTarget } from "@/lib/bots/choose-target";
import type { BotCtx } from "@/lib/bots/ctx";
import { coverageOf } from "@/lib/bots/coverage";
import { liveRevision } from "@/lib/bots/live-revision";
import type { Digests } from "@/lib/bots/record-digests";
import { releaseContent, type ReleaseContent } from "@/lib/bots/release-content";
import { releaseRecords } from "@/lib/bots/release-records";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { changeCauseOf } from "./change-cause";
import { checkWithCluster } from "./check-with-cluster";
import { composeTarget } from "./compose-target";
import { diffSides } from "./diff-sides";
import { guards } from "./guards";
import { lookLive, viewOf } from "./live-view";
import { movedImages, pinnedImages, pinsIn, type SeenImages } from "./pin-images";
import { offerChoices } from "./offer-choices";
import { planCopies, type Bringing } from "./plan-copies";
import { planJson } from "./plan-json";
import { recordPlan } from "./record-plan";
import { recordComposition, recordLive } from "./record-sides";
import type { Choice, PlanInput, PlanJson } from "./schemas";
import { lookAtSecrets } from "./look-at-secrets";

/** How long a plan may be confirmed. */
const PLAN_LIFE_MS = 5 * 60_000;

/**
 * Proposes a rollback: looks at the bot and its ConfigMaps as they are this moment, compares, asks the cluster for a dry run, and keeps the answer for 5 minutes.
 * Without a `releaseId` the default target is taken, without a `choice` all of it that was recorded.
 *
 * @throws AppError `forbidden`, `not-found`, `bot-gone`, `cluster-unreachable`, `nothing-to-roll-back-to`, `already-live`, `config-not-recorded`, `content-pruned`, `content-damaged`
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
  const now = await recordLive(ctx, { bot, view, live, at });
  const records = await recordsOf(ctx, bot.id);
  const from = recordOf(records, now.releaseId);
  const asked = targetOf(bot.title, records, from, input.releaseId);
  const content = await releaseContent(ctx, asked.release.id);
  const canBringConfig = content.config !== null && now.side.config !== null;
  const choice = choiceOf(input.choice, asked, canBringConfig);
  const { pins, moved, digests } = await pinsOf(ctx, {
    botId: bot.id,
    releaseId: asked.release.id,
    kept: choice === "config" ? pinsIn(live.template) : null,
    content,
    wanted: input.pinImages,
  });

  const target = canBringConfig ? content : { ...content, config: null };
  const composition = composeTarget(choice, now.side, target);
  const seen = await now.seenBy(composition.template);
  const bringing = planCopies(composition, seen?.config ?? [], pins);
  const config = seen && { config: bringing.config, contents: seen.contents };
  const toId = await recordComposition(ctx, { botId: bot.id, stamps: bot.environment.stamps, template: composition.template, config, at });
  if (toId === from.release.id)
    throw new AppError("already-live", `${bot.title} already runs ${from.release.version}. Nothing was changed.`);
  const to = toId === asked.release.id ? asked : recordOf(await recordsOf(ctx, bot.id), toId);

  const id = newId("plan");
  const { template: bring, copies } = bringing;
  const { stamps } = bot.environment;
  const [checks, secrets, diff, choices] = await Promise.all([
    checkWithCluster(ctx, view, { live, target: bring, changeCause: null, rollbackId: id, copies }),
    lookAtSecrets(ctx, { watched: bot.environment.watchSecrets, view, releaseId: asked.release.id, template: composition.template }),
    diffSides(ctx, now.side, { template: composition.template, config: config?.config ?? null }),
    offerChoices({ now, target: content, version: asked.release.version, liveHash: from.release.hash, stamps }),
  ]);
  const checked = guards({
    title: bot.title,
    live,
    current: liveRevision(live, checks.revisions),
    pods: checks.pods,
    from,
    to,
    asked,
    choice,
    target: bring,
    config: config?.config ?? null,
    recorded: canBringConfig,
    copies: checks.copies,
    moved,
    pinned: pins.size,
    secrets,
    dryRun: checks.dryRun,
    access: checks.access,
    now: at,
  });
  const plan = await recordPlan(ctx, {
    live: live.template,
    bring,
    plan: {
      id,
      botId: bot.id,
      fromReleaseId: from.release.id,
      toReleaseId: to.release.id,
      liveUid: live.uid,
      choice,
      copies,
      changeCause: changeCauseOf(choice, asked.release, liveRevision({ ...live, template: composition.template }, checks.revisions)),
      guards: checked,
      fingerprint: fingerprint(live, to, bringing),
      createdBy: ctx.actor,
      createdAt: at,
      expiresAt: new Date(at.getTime() + PLAN_LIFE_MS),
    },
  });
  const coverage = coverageOf({ template: composition.template, config: config?.config ?? null }, digests);
  return planJson(plan, { from, to, diff, choices, pins, coverage });
}

/**
 * Which images to pin to what ran under the release: as asked for, else where a tag was seen to move. `kept`: pins of the live template, which stay where
 * its code does.
 */
async function pinsOf(
  ctx: BotCtx,
  input: { botId: string; releaseId: string; kept: Map<string, string> | null; content: ReleaseContent; wanted: boolean | undefined },
): Promise<{ pins: Map<string, string>; moved: Set<string>; digests: Digests }> {
  const { botId, releaseId, kept, content, wanted } = input;
  const rows = await ctx.db.release.findMany({ where: { botId }, select: { id: true, images: true, digests: true } });
  const moved = movedImages(rows as unknown as SeenImages);
  const digests = (rows.find(({ id }) => id === releaseId)?.digests ?? {}) as Digests;
  const possible = kept ?? pinnedImages(content.template, digests);
  const isDue = kept !== null || [...possible.values()].some((image) => moved.has(image.split("@")[0] ?? ""));
  return { pins: (wanted ?? isDue) ? possible : new Map(), moved, digests };
}

async function recordsOf(ctx: BotCtx, botId: string): Promise<ReleaseRecord[]> {
  return (await releaseRecords(ctx, [botId])).get(botId) ?? [];
}

function recordOf(records: readonly ReleaseRecord[], id: string): ReleaseRecord {
  const record = records.find(({ release }) => release.id === id);
  if (!record) throw new Error(`release ${id} is missing from the records of its bot`);
  return record;
}

function choiceOf(asked: Choice | undefined, { release }: ReleaseRecord, canBringConfig: boolean): Choice {
  if (canBringConfig || asked === "code") return asked ?? "code-and-config";
  if (asked === undefined) return "code";
  throw new AppError(
    "config-not-recorded",
    `The config of ${release.version} was never recorded, so only its code can come back. Nothing was changed.`,
  );
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
  "all-others-bad": (title: string) => `Every other release of ${title} is in quarantine or was left. Choose one by hand if you must.`,
  "none-worked": (title: string) => `No other release of ${title} was ever seen to work. Choose one by hand if you must.`,
};

/** Changes when, and only when, confirming would mean something else. */
function fingerprint(live: Workload, to: ReleaseRecord, { template, copies }: Bringing): string {
  const names = copies.map(({ name }) => name).join(" ");
  return createHash("sha256")
    .update([live.uid, exactTemplate(live.template), to.release.hash, exactTemplate(template), names].join("\n"))
    .digest("hex");
}
