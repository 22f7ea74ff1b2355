import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { diffTemplates } from "./diff/diff-templates";
import { editedSince, sayEdited } from "./edited-maps";
import { findPlan, type ConfirmablePlan } from "./find-plan";
import { leaseEnd } from "./lease";
import { lookLive, orSay, viewOf } from "./live-view";
import { readCopies } from "./make-copies";
import { orSayWhichCluster } from "./out-of-reach";
import { needsTypedName } from "./plan-json";
import { recordIntent } from "./record-intent";
import { sayPaused } from "./rollout-guards";
import type { Run } from "./run";
import { ConfirmInput } from "./schemas";
import { sayOvertaken } from "./say-overtaken";
import { whereItStands } from "./where-it-stands";

export type Confirmation =
  /** `live` is the look that the precondition was checked against: the drive starts from it. Where ConfigMaps are copied first, the drive looks meanwhile. */
  | { kind: "started"; rollbackId: string; run: Run; live: Workload | null }
  | { kind: "joined"; rollbackId: string }
  | { kind: "other-target-running"; rollbackId: string };

/**
 * Makes the intent to roll back durable; nothing has touched the cluster when this returns.
 * Confirming twice, or two people confirming the same target, is one rollback that both follow. `instead` ends one to another target in the same transaction.
 * `keepTrying` records it whether or not the cluster can be reached now: whoever drives it tries for 10 min.
 *
 * @throws AppError `forbidden`, `plan-unknown`, `plan-expired`, `plan-blocked`, `name-not-typed`, `plan-stale`, `conflict`, `cluster-unreachable`
 */
export async function confirmRollback({ ctx, input }: { ctx: BotCtx; input: ConfirmInput }): Promise<Confirmation> {
  requirePermission(ctx, "rollback");
  const { planId, typedName, instead: isInstead = false, keepTrying = false, ...said } = ConfirmInput.parse(input);
  const plan = await planOf(ctx, planId);
  const reason = said.reason ?? plan.formerReason ?? undefined;
  const found = plan.running && joining(plan, plan.running);
  if (found && !(isInstead && found.kind === "other-target-running")) return found;
  const instead = found?.rollbackId ?? null;
  const at = ctx.clock.now();
  mustBeConfirmable(plan, { now: at, typedName });

  const run = runOf(ctx, plan, at);
  const started: Confirmation = { kind: "started", rollbackId: run.id, run, live: null };
  // Told to keep trying while the cluster is out of reach: whether the bot is as it was seen is looked at with each try.
  if (keepTrying) {
    const sentence = "Trying to reach the cluster, for 10 min from the click. Nothing was sent yet.";
    return (await recordIntent(ctx, { rollbackId: run.id, plan, reason, at, instead, sentence })) ? started : afterAll(ctx, planId);
  }
  run.isNew = true;
  if (plan.copies.length > 0) {
    // Read meanwhile, so that they can be sent with the first look. A fault is told of where they are made.
    run.contents = readCopies(ctx, plan.copies);
    run.contents.catch(() => undefined);
    if (await recordIntent(ctx, { rollbackId: run.id, plan, reason, at, instead })) return started;
    return afterAll(ctx, planId);
  }
  const view = viewOf(ctx, run.bot);
  const looks = Promise.all([lookLive(view), orSay(editedSince(view, run))]);
  const [live, edited] = await orSayWhichCluster(ctx, plan.environmentName, looks);
  const standing = whereItStands(live, { rollbackId: run.id, ...run, stamps: plan.stamps });
  if (live?.paused && !plan.resumes) throw new AppError("plan-blocked", sayPaused(plan.title));
  const isAsPlanned = standing.kind === "to-do" && edited.length === 0;
  if (isAsPlanned && live && (await recordIntent(ctx, { rollbackId: run.id, plan, reason, at, instead }))) {
    return { ...started, live };
  }

  // Somebody's click may have been first, and may have moved the bot since this one looked.
  const { running } = await planOf(ctx, planId);
  if (running && running.id !== instead) return joining(plan, running);
  if (!isAsPlanned) {
    const why = edited.length > 0 ? sayEdited(edited, plan.toVersion) : sayOvertaken(plan.title, standing);
    const sentence = `${why} Nothing was changed. Look at the new difference and decide again.`;
    const changed = live ? diffTemplates(run.seen, live.template).groups : [];
    throw new AppError("plan-stale", sentence, { detail: { standing, changed } });
  }
  throw endedJustNow();
}

/** Somebody's click was first: it is joined. */
async function afterAll(ctx: BotCtx, planId: string): Promise<Confirmation> {
  const plan = await planOf(ctx, planId);
  if (plan.running) return joining(plan, plan.running);
  throw endedJustNow();
}

function endedJustNow(): AppError {
  return new AppError("conflict", "Another rollback of this bot ended just now. Nothing was changed by this click. Look again and decide.");
}

async function planOf(ctx: BotCtx, id: string): Promise<ConfirmablePlan> {
  const plan = await findPlan(ctx, id);
  if (!plan) throw new AppError("plan-unknown", "There is no such plan. Nothing was changed. Open the bot and look again.");
  return plan;
}

/** The same plan, or another plan to the same target while it runs, is the same rollback. */
function joining(plan: ConfirmablePlan, running: NonNullable<ConfirmablePlan["running"]>): Confirmation {
  const same = running.planId === plan.id || running.toReleaseId === plan.toReleaseId;
  return { kind: same ? "joined" : "other-target-running", rollbackId: running.id };
}

function mustBeConfirmable(plan: ConfirmablePlan, { now, typedName }: { now: Date; typedName: string | undefined }): void {
  const block = plan.guards.find(({ outcome }) => outcome === "block");
  if (plan.expiresAt <= now)
    throw new AppError("plan-expired", "This plan is older than 5 minutes. Nothing was changed. Look at it again and confirm the new one.");
  if (block) throw new AppError("plan-blocked", `${block.sentence} Nothing was changed.`, { detail: { guard: block.name } });
  if (needsTypedName(plan.guards, plan) && typedName !== plan.name) {
    const why = plan.alwaysTypeName
      ? `A rollback in ${plan.environmentTitle} needs the bot's name`
      : "This rollback has a warning: it needs the bot's name";
    throw new AppError("name-not-typed", `${why}. Type ${plan.name} to go on. Nothing was changed.`);
  }
}

function runOf(ctx: BotCtx, plan: ConfirmablePlan, startedAt: Date): Run {
  const {
    title,
    environmentName,
    environmentTitle,
    namespace,
    kind,
    name,
    context,
    stamps,
    verifySeconds,
    waitForTerminating,
    startSeconds,
  } = plan;
  return {
    id: newId("rb"),
    botId: plan.botId,
    phase: "applying",
    sentence: "",
    startedBy: ctx.actor,
    startedAt,
    acceptedAt: null,
    replacedAt: null,
    deadlineAt: null,
    deadlineStep: null,
    generation: null,
    startSeconds,
    behind: [],
    inTheWay: [],
    lease: { epoch: 1, end: leaseEnd() },
    bot: {
      title,
      namespace,
      kind,
      name,
      environment: { name: environmentName, title: environmentTitle, context, stamps, verifySeconds, waitForTerminating },
    },
    fromReleaseId: plan.fromReleaseId,
    toReleaseId: plan.toReleaseId,
    from: { version: plan.fromVersion },
    to: { version: plan.toVersion, config: plan.toConfig },
    uid: plan.liveUid,
    seen: plan.seen,
    target: plan.bring,
    changeCause: plan.changeCause,
    copies: plan.copies,
    resumes: plan.resumes,
  };
}
