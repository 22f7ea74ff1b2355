import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import type { PatchOutcome, Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { isDatabaseDown } from "@/lib/platform/is-database-down";
import { pause } from "@/lib/platform/pause";
import { endErrored } from "./end-errored";
import { endRollback } from "./end-rollback";
import { releaseLease, takeLease } from "./lease";
import { SILENCE_MS, viewOf, type LiveView } from "./live-view";
import { editedSince, sayEdited } from "./edited-maps";
import { makeCopies } from "./make-copies";
import { recordAccepted } from "./record-accepted";
import type { Run } from "./run";
import { sayOvertaken } from "./say-overtaken";
import { sayPaused } from "./rollout-guards";
import { switchPatch } from "./switch-patch";
import { whereItStands } from "./where-it-stands";

const MOST_TRIES = 5;
const PATCH_TIMEOUT_MS = 5_000;
/** How long after the click a change may still be sent, and a cluster that does not answer is asked whether it arrived. */
const DOUBT_LIMIT_MS = 10 * 60_000;

type Tried = { kind: "done" } | { kind: "again"; mayBeApplied: boolean; isFinal?: boolean; sentence: string };

/**
 * Carries a rollback to "accepted by the cluster", or to the end that the cluster's answer makes of it. The caller holds its lease. May run twice, in two
 * processes, after a crash: each try looks first, and doubt is read back. What cannot be told yet stays `applying` for the next process.
 * `seen` is a look that is fresh enough for the first try; without one, a former try may already have been applied.
 *
 * @throws AppError `database-unreachable` when the cluster accepted it and that could not be written down: the next process reads it back
 */
export async function driveToAccepted({ ctx, run, seen }: { ctx: BotCtx; run: Run; seen?: Workload | null }): Promise<void> {
  const view = viewOf(ctx, run.bot);
  let last: Tried = { kind: "again", mayBeApplied: !seen && !run.isNew, sentence: "" };
  for (let attempt = 1; attempt <= MOST_TRIES && last.kind === "again" && !last.isFinal; attempt++) {
    if (attempt > 1) await (ctx.clock.pause ?? pause)(200 * 2 ** attempt);
    if (!(await stillOurs(ctx, run))) return;
    last = await tryOnce(ctx, { run, view, seen: attempt === 1 ? seen : null, before: last });
  }
  if (last.kind === "done") return;
  if (last.mayBeApplied && isOld(ctx, run)) {
    const sentence =
      "The cluster has not answered for 10 min, so nobody can tell whether the change arrived. Look at the bot once it is in sight.";
    return endErrored(ctx, { run, sentence, reached: "unknown" });
  }
  if (last.mayBeApplied) return releaseLease(ctx, { rollbackId: run.id, epoch: run.lease.epoch });

  const sentence = `${last.sentence} Nothing was changed. Try again, or use kubectl.`;
  await endErrored(ctx, { run, sentence, reached: "no" });
}

/** A click is meant for now: what nobody could send for so long is not sent by surprise. */
function isOld(ctx: BotCtx, run: Run): boolean {
  return ctx.clock.now().getTime() - run.startedAt.getTime() >= DOUBT_LIMIT_MS;
}

/** A process that was held up for so long that another may have taken over must not write any more. */
async function stillOurs(ctx: BotCtx, run: Run): Promise<boolean> {
  if (performance.now() + PATCH_TIMEOUT_MS < run.lease.end) return true;
  const renewed = await takeLease(ctx, { rollbackId: run.id, holder: ctx.requestId });
  if (renewed?.epoch !== run.lease.epoch) return false;
  run.lease = renewed;
  return true;
}

async function tryOnce(
  ctx: BotCtx,
  { run, view, seen, before }: { run: Run; view: LiveView; seen: Workload | null | undefined; before: { mayBeApplied: boolean } },
): Promise<Tried> {
  const end = async (phase: "failed" | "superseded", sentence: string): Promise<Tried> => {
    await endRollback(ctx, { run, phase, sentence });
    return { kind: "done" };
  };
  // Somebody waits for the answer, and nothing was sent that could have arrived.
  const isWaitedFor = run.isNew === true && !before.mayBeApplied;
  let sent = false;
  try {
    const [live, refused, edited] = await Promise.all([
      seen ?? view.cluster.getWorkload(view.ref, isWaitedFor ? { silenceMs: SILENCE_MS } : {}),
      makeCopies(ctx, { run, view }),
      seen ? [] : editedSince(view, run),
    ]);
    const standing = whereItStands(live, { rollbackId: run.id, ...run, stamps: run.bot.environment.stamps });
    if (standing.kind === "applied" && live) return await accepted(ctx, { run, live });
    if (standing.kind === "overtaken" || !live)
      return await end("superseded", `${sayOvertaken(run.bot.title, standing)} This rollback changed nothing.`);

    if (refused !== null) return await end("failed", refused);
    if (edited.length > 0) return await end("superseded", `${sayEdited(edited, run.to.version)} This rollback changed nothing.`);
    if (live.paused && !run.resumes) return await end("failed", sayPaused(run.bot.title));
    if (isOld(ctx, run)) {
      const sentence = "For 10 min nobody could take this to the cluster. Nothing was changed. Look again and decide.";
      await endErrored(ctx, { run, sentence, reached: "no" });
      return { kind: "done" };
    }

    const patch = switchPatch({
      live,
      target: run.target,
      changeCause: run.changeCause,
      resumes: run.resumes,
      rollbackId: run.id,
      again: before.mayBeApplied,
    });
    // Looking may have taken long, and whoever stops a run counts on the lease's end.
    if (!(await stillOurs(ctx, run))) return { kind: "done" };
    sent = true;
    const outcome = await view.cluster.patchWorkload(view.ref, patch, { dryRun: false, timeoutMs: PATCH_TIMEOUT_MS });
    if (outcome.kind === "accepted") return await accepted(ctx, { run, live: outcome.workload });
    if (outcome.kind === "precondition-failed") {
      return {
        kind: "again",
        mayBeApplied: before.mayBeApplied,
        sentence: `${run.bot.title} kept changing while Lastgood tried to write.`,
      };
    }
    return await end("failed", sayRefused(outcome));
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const mayBeApplied = before.mayBeApplied || (sent && error.applied === "unknown");
    // Who is not let in is not let in a second later either, and was refused before anything was done.
    const isFinal = !mayBeApplied && (isShut(error) || (isWaitedFor && error.reason === "timeout"));
    return { kind: "again", mayBeApplied, isFinal, sentence: describeClusterError(error) };
  }
}

const isShut = ({ reason }: ClusterError) => reason === "unauthorized" || reason === "forbidden";

async function accepted(ctx: BotCtx, input: { run: Run; live: Workload }): Promise<Tried> {
  try {
    await recordAccepted(ctx, input);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    throw new AppError(
      "database-unreachable",
      `The cluster accepted the rollback to ${input.run.to.version}, but Lastgood's database does not answer, so it could not be written down yet. It will be followed once the database is back.`,
      { cause: error },
    );
  }
  return { kind: "done" };
}

function sayRefused(outcome: Exclude<PatchOutcome, { kind: "accepted" | "precondition-failed" }>): string {
  switch (outcome.kind) {
    case "invalid":
      return `The cluster finds this release invalid, so nothing was changed: ${outcome.message}`;
    case "forbidden":
      return `The cluster does not allow it, so nothing was changed: ${outcome.message}`;
    case "not-found":
      return "The bot was deleted from the cluster, so nothing was changed.";
    case "refused":
      return `The cluster refused it, so nothing was changed: ${outcome.message}`;
  }
}
