import type { Clusters } from "@/lib/cluster/clusters";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import type { Clock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { pause } from "@/lib/platform/pause";
import { createCopy } from "../create-copy";
import { viewOf, type LiveView } from "../live-view";
import { sayOvertaken } from "../say-overtaken";
import { switchPatch } from "../switch-patch";
import { whereItStands } from "../where-it-stands";
import { contentsOf } from "./commands";
import type { Journal, OfflineAct, OfflineOutcome } from "./journal";
import type { SpooledPlan } from "./spool";

const TRIES = 4;
const PAUSE_MS = 1_000;
const TIMEOUT_MS = 5_000;

export type OfflineCtx = { clusters: Clusters; clock: Clock };

/**
 * Rolls a bot back by what is kept of its plan, without a database: the intent is in the journal before anything is sent, what came of it after. The same write
 * with the same preconditions as ever; doubt is read back.
 */
export async function rollBackOffline(
  ctx: OfflineCtx,
  input: { plan: SpooledPlan; journal: Journal; by: string; reason: string | null },
): Promise<{ id: string; outcome: OfflineOutcome }> {
  const { plan, journal, by, reason } = input;
  const act: OfflineAct = { id: newId("rb"), planId: newId("plan"), by, reason, at: ctx.clock.now().toISOString(), plan, outcome: null };
  journal.write(act);
  const outcome = await carryOut(ctx, act);
  journal.write({ ...act, outcome });
  return { id: act.id, outcome };
}

async function carryOut(ctx: OfflineCtx, act: OfflineAct): Promise<OfflineOutcome> {
  const view = viewOf(ctx, act.plan.bot);
  let isInDoubt = false;
  let sentence = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (attempt > 1) await pause(PAUSE_MS);
    try {
      const tried = await tryOnce(view, act, isInDoubt);
      if (tried.kind !== "again") return tried;
      sentence = tried.sentence;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      isInDoubt ||= error.applied === "unknown";
      sentence = describeClusterError(error);
    }
  }
  if (isInDoubt) return { kind: "unknown", sentence: `${sentence} Nobody can tell yet whether the change arrived. Look with kubectl.` };
  return { kind: "failed", sentence: `${sentence} Nothing was changed.` };
}

async function tryOnce(view: LiveView, act: OfflineAct, again: boolean): Promise<OfflineOutcome | { kind: "again"; sentence: string }> {
  const { plan, id } = act;
  const live = await view.cluster.getWorkload(view.ref);
  const standing = standingOf(act, live);
  if (standing.kind === "applied" && live) return { kind: "accepted", live };
  if (standing.kind === "overtaken" || !live)
    return { kind: "superseded", sentence: `${sayOvertaken(plan.bot.title, standing)} Nothing was changed.` };
  if (live.paused)
    return { kind: "failed", sentence: `${plan.bot.title} is paused: no pod would be replaced. Nothing was changed. Resume it first.` };

  for (const copy of plan.copies) {
    const made = await createCopy(view, copy, { contents: contentsOf(plan), rollbackId: id, dryRun: false });
    if (made.kind === "refused")
      return { kind: "failed", sentence: `ConfigMap ${copy.of} cannot be copied: ${made.message} Nothing else was changed.` };
    if (made.kind === "taken")
      return { kind: "failed", sentence: `There is a ConfigMap ${copy.name} already with other content. Nothing was changed.` };
  }
  const patch = switchPatch({ live, target: plan.bring, changeCause: plan.changeCause, resumes: false, rollbackId: id, again });
  const outcome = await view.cluster.patchWorkload(view.ref, patch, { dryRun: false, timeoutMs: TIMEOUT_MS });
  if (outcome.kind === "accepted") return { kind: "accepted", live: outcome.workload };
  if (outcome.kind === "precondition-failed") return { kind: "again", sentence: `${plan.bot.title} kept changing.` };
  return { kind: "failed", sentence: `The cluster said no, so nothing was changed: ${outcome.message}` };
}

/** What the cluster shows of an act: whether it was applied. */
export function standingOf({ id, at, plan }: OfflineAct, live: Parameters<typeof whereItStands>[0]) {
  const { stamps } = plan.bot.environment;
  return whereItStands(live, {
    rollbackId: id,
    startedAt: new Date(at),
    uid: plan.live.uid,
    seen: plan.live.template,
    target: plan.bring,
    stamps,
  });
}
