import { isDeepStrictEqual } from "node:util";
import type { BotCtx } from "@/lib/bots/ctx";
import type { Snapshot } from "@/lib/bots/types";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import { settleAfterEffects } from "./after-effects";
import { driveToAccepted } from "./drive-to-accepted";
import { endErrored } from "./end-errored";
import { endRollback } from "./end-rollback";
import { follow, type FollowedStep, type Following } from "./follow";
import { takeLease } from "./lease";
import { viewOf } from "./live-view";
import { lockRun } from "./lock-run";
import { lookAnew } from "./look-anew";
import { readRun, type Run } from "./run";
import { STEPS } from "./schemas";

/**
 * Takes a run one step on from what the cluster shows now: resumes one that a dead process left before the cluster had accepted it, follows one that it has.
 * `snapshot` is null when the object is gone, undefined when the cluster is out of sight.
 */
export async function advanceRollback({
  ctx,
  input,
}: {
  ctx: BotCtx;
  input: { rollbackId: string; holder: string; snapshot: Snapshot | null | undefined };
}): Promise<void> {
  const { rollbackId, holder, snapshot } = input;
  const lease = await takeLease(ctx, { rollbackId, holder });
  if (!lease) return;

  const run = await readRun(ctx, rollbackId, lease);
  const now = ctx.clock.now();
  if (run.phase === "applying") return driveToAccepted({ ctx: { ...ctx, requestId: holder }, run });
  if (snapshot === undefined) return outOfSight(ctx, run, now);

  const { following, seen } = await followSurely(ctx, run, snapshot, now);
  if (following.kind === "no-news") return outOfSight(ctx, run, now);
  if (seen) await settleAfterEffects(ctx, { run, live: seen.workload, last: following.kind === "ended" });
  await record(ctx, run, following, now);
}

/** `seen`: what it was judged by. */
type Surely = { following: Following; seen: Snapshot | null };

/**
 * Each list is watched by itself, and a line may be silent for a while before anybody knows: what is seen may be older than a deploy, an edit, or the death of pods.
 * So a run ends only by what was asked for then.
 */
async function followSurely(ctx: BotCtx, run: Run, snapshot: Snapshot | null, now: Date): Promise<Surely> {
  const following = follow(run, snapshot, now);
  if (following.kind !== "ended") return { following, seen: snapshot };
  try {
    const anew = await lookAnew(viewOf(ctx, run.bot));
    const seen = anew && { ...anew, refusal: snapshot?.refusal ?? null };
    return { following: follow(run, seen, now), seen };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return { following: { kind: "no-news" }, seen: snapshot };
  }
}

async function outOfSight(ctx: BotCtx, run: Run, now: Date): Promise<void> {
  if (!run.deadlineAt || now < run.deadlineAt) return;
  const sentence = `The cluster accepted ${run.to.version}, then went out of sight: nobody can tell whether it came up.`;
  await endErrored(ctx, { run, sentence, reached: "yes" });
}

async function record(ctx: BotCtx, run: Run, following: Exclude<Following, { kind: "no-news" }>, at: Date): Promise<void> {
  const { phase, sentence, steps, remarks } = following;
  await inTransaction(ctx, async (tx) => {
    if (!(await lockRun(tx, run))) return;
    const news = remarks.map((remark) => ({ ...remark, rollbackId: run.id, at }));
    const [{ count: added }, moved] = await Promise.all([
      tx.db.rollbackRemark.createMany({ data: news, skipDuplicates: true }),
      recordSteps(tx, run.id, steps, at),
    ]);
    if (following.kind === "ended") return endRollback(tx, { run, phase: following.phase, sentence, replacedAt: following.heldSince });

    const { heldSince, deadline, inTheWay } = following;
    const others = !isDeepStrictEqual(run.inTheWay, inTheWay);
    const changed =
      run.phase !== phase || run.sentence !== sentence || deadline !== null || !sameMoment(run.replacedAt, heldSince) || others;
    if (changed) {
      await tx.db.rollback.updateMany({
        where: { id: run.id, leaseEpoch: run.lease.epoch, endedAt: null },
        data: {
          phase,
          sentence,
          replacedAt: heldSince,
          inTheWay,
          ...(deadline && { deadlineAt: deadline.at, deadlineStep: deadline.step, deadlineWhy: deadline.why }),
        },
      });
    }
    if (added + moved > 0 || changed) await notify(tx, { kind: "rollback", rollbackId: run.id, botId: run.botId });
  });
}

function sameMoment(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}

/** A step that was done may be undone by the cluster (a pod dies again): it is open again until it holds once more. Returns how many rows changed. */
async function recordSteps(tx: BotCtx, rollbackId: string, steps: readonly FollowedStep[], at: Date): Promise<number> {
  const known = await tx.db.rollbackStep.findMany({ where: { rollbackId } });
  let changed = 0;
  for (const { name, done, note } of [...steps].sort((a, b) => STEPS.indexOf(a.name) - STEPS.indexOf(b.name))) {
    const before = known.find((step) => step.name === name);
    const evidence = { note };
    const same = before && (before.doneAt !== null) === done && (before.evidence as { note?: string | null } | null)?.note === note;
    if (same) continue;
    const doneAt = done ? (before?.doneAt ?? at) : null;
    await tx.db.rollbackStep.upsert({
      where: { rollbackId_name: { rollbackId, name } },
      create: { rollbackId, name, startedAt: at, doneAt, evidence },
      update: { doneAt, evidence },
    });
    changed++;
  }
  return changed;
}
