import type { BotCtx } from "@/lib/bots/ctx";
import { coverageOf } from "@/lib/bots/coverage";
import { liveRevision } from "@/lib/bots/live-revision";
import type { Digests } from "@/lib/bots/record-digests";
import { releaseContent, type ReleaseContent } from "@/lib/bots/release-content";
import { releaseRecords } from "@/lib/bots/release-records";
import type { ReleaseRecord } from "@/lib/bots/types";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import type { Prisma } from "@/lib/platform/db";
import { changeCauseOf } from "./change-cause";
import { checkWithCluster } from "./check-with-cluster";
import { composeTarget } from "./compose-target";
import { diffSides } from "./diff-sides";
import { goneReferences } from "./gone-references";
import { guards } from "./guards";
import type { LiveView } from "./live-view";
import { lookAtSecrets } from "./look-at-secrets";
import { offerChoices } from "./offer-choices";
import { movedImages, pinnedImages, pinsIn, type SeenImages } from "./pin-images";
import { planCopies } from "./plan-copies";
import type { Compose, Now } from "./record-sides";
import type { Choice, PlanInput } from "./schemas";

/** A bot as it is this moment, with all that is known of its releases. */
export type Situation = {
  bot: Prisma.BotGetPayload<{ include: { environment: true } }>;
  view: LiveView;
  live: Workload;
  now: Now;
  records: readonly ReleaseRecord[];
  from: ReleaseRecord;
  at: Date;
  /** How the release that comes is found, and whether one that never ran is recorded. */
  compose: Compose;
};

type Wanted = Pick<PlanInput, "choice" | "pinImages" | "resume"> & { planId: string; undoes: string | null };

export type Proposal = Awaited<ReturnType<typeof propose>>;

/** Works out what going to this release means now: what comes back and how, what differs, and what speaks against it. */
export async function propose(ctx: BotCtx, situation: Situation, asked: ReleaseRecord, wanted: Wanted) {
  const { bot, view, live, now, from, at, compose } = situation;
  const { stamps } = bot.environment;
  const resumes = live.paused && (wanted.resume ?? false);
  const content = await releaseContent(ctx, asked.release.id);
  const canBringConfig = content.config !== null && now.side.config !== null;
  const choice = choiceOf(wanted.choice, asked, canBringConfig);
  const { pins, moved, digests } = await pinsOf(ctx, {
    botId: bot.id,
    releaseId: asked.release.id,
    kept: choice === "config" ? pinsIn(live.template) : null,
    content,
    wanted: wanted.pinImages,
  });

  const target = canBringConfig ? content : { ...content, config: null };
  const composition = composeTarget(choice, now.side, target);
  const seen = await now.seenBy(composition.template);
  const bringing = planCopies(composition, seen?.config ?? [], pins);
  const config = seen && { config: bringing.config, contents: seen.contents };
  const toId = await compose(ctx, { botId: bot.id, stamps, template: composition.template, config, at });
  if (toId === from.release.id)
    throw new AppError("already-live", `${bot.title} already runs ${from.release.version}. Nothing was changed.`);
  const to = toId === asked.release.id ? asked : toId === null ? neverRan(asked) : recordOf(await recordsOf(ctx, bot.id), toId);

  const { template: bring, copies } = bringing;
  const [checks, secrets, gone, diff, choices] = await Promise.all([
    checkWithCluster(ctx, view, { live, target: bring, changeCause: null, resumes, rollbackId: wanted.planId, copies }),
    lookAtSecrets(ctx, { watched: bot.environment.watchSecrets, view, releaseId: asked.release.id, template: composition.template }),
    goneReferences(view, bring),
    diffSides(ctx, now.side, { template: composition.template, config: config?.config ?? null }),
    offerChoices({ now, target: content, version: asked.release.version, liveHash: from.release.hash, stamps }),
  ]);
  const coming = liveRevision({ ...live, template: composition.template }, checks.revisions);
  const checked = guards({
    title: bot.title,
    live,
    current: liveRevision(live, checks.revisions),
    coming,
    pods: checks.pods,
    from,
    to,
    asked,
    undoes: wanted.undoes !== null,
    resumes,
    choice,
    target: bring,
    config: config?.config ?? null,
    recorded: canBringConfig,
    copies: checks.copies,
    moved,
    pinned: pins.size,
    secrets,
    gone,
    dryRun: checks.dryRun,
    access: checks.access,
    now: at,
  });
  const changeCause = changeCauseOf(choice, asked.release, coming);
  const coverage = coverageOf({ template: composition.template, config: config?.config ?? null }, digests);
  return { asked, to, choice, choices, pins, bringing, diff, coverage, changeCause, resumes, guards: checked };
}

/**
 * Which images to pin to what ran under the release: as asked for, else where a tag was seen to move. `kept`: pins of the live template, which stay where
 * its code does.
 */
export async function pinsOf(
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

/** Code of this release with config that it never ran with. */
function neverRan(asked: ReleaseRecord): ReleaseRecord {
  return { ...asked, release: { ...asked.release, id: "" }, standing: "unproved", composed: true };
}

export async function recordsOf(ctx: BotCtx, botId: string): Promise<ReleaseRecord[]> {
  return (await releaseRecords(ctx, [botId])).get(botId) ?? [];
}

export function recordOf(records: readonly ReleaseRecord[], id: string): ReleaseRecord {
  const record = records.find(({ release }) => release.id === id);
  if (!record) throw new Error(`release ${id} is missing from the records of its bot`);
  return record;
}

export function choiceOf(asked: Choice | undefined, { release }: ReleaseRecord, canBringConfig: boolean): Choice {
  if (canBringConfig || asked === "code") return asked ?? "code-and-config";
  if (asked === undefined) return "code";
  throw new AppError(
    "config-not-recorded",
    `The config of ${release.version} was never recorded, so only its code can come back. Nothing was changed.`,
  );
}
