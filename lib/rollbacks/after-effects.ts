import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Workload } from "@/lib/cluster/types";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import type { AfterEffect } from "./after-effect";
import { announce } from "./announce";
import type { Remark } from "./follow";
import { lockRun } from "./lock-run";
import { restoreOwnership } from "./restore-ownership";
import type { Run } from "./run";

const EFFECTS = { "given-back": restoreOwnership, announced: announce } as const;
type Effect = keyof typeof EFFECTS;

const MOST_TRIES = 5;

/**
 * What is owed after the cluster accepted a rollback and pods need not wait for: ownership of the fields, an Event. Each is done once, by whoever holds the
 * lease, and tried again by the next look where the cluster gave no answer. None of it can fail a run: what could not be done is a remark. `last`: no look
 * will follow. `live` is null where the cluster gave no answer.
 */
export async function settleAfterEffects(ctx: BotCtx, input: { run: Run; live: Workload | null; last: boolean }): Promise<void> {
  const { run, live, last } = input;
  const known = await ctx.db.rollbackStep.findMany({ where: { rollbackId: run.id, name: { in: Object.keys(EFFECTS) } } });
  const due = (Object.keys(EFFECTS) as Effect[]).flatMap((name) => {
    const step = known.find((one) => one.name === name);
    return step?.doneAt ? [] : [{ name, tries: triesOf(step?.evidence) + 1 }];
  });
  await Promise.all(
    due.map(async ({ name, tries }) => {
      const { kind, remark } = await attempt(ctx, name, { run, live });
      const settled = kind === "done" || last || tries >= MOST_TRIES;
      await record(ctx, run, { name, tries, settled, remark: settled ? remark : null });
    }),
  );
}

async function attempt(ctx: BotCtx, name: Effect, { run, live }: { run: Run; live: Workload | null }): Promise<AfterEffect> {
  if (live === null) return { kind: "again", remark: UNANSWERED[name] };
  try {
    return await EFFECTS[name](ctx, run, live);
  } catch (error) {
    if (!(error instanceof ClusterError)) ctx.log.error({ err: error, rollbackId: run.id, effect: name }, "an after-effect failed");
    return { kind: "again", remark: UNANSWERED[name] };
  }
}

const UNANSWERED: Record<Effect, Remark> = {
  "given-back": {
    key: "given-back",
    tone: "bad",
    sentence:
      "The fields that this rollback wrote could not be given back to whoever applies this bot: a server-side apply may meet a conflict with lastgood, and --force-conflicts takes them over.",
  },
  announced: { key: "announced", tone: "plain", sentence: "No Kubernetes event tells of this rollback: the cluster gave no answer." },
};

/** Written only under the lease: another process may have taken over meanwhile, and then it is its to say. */
async function record(
  ctx: BotCtx,
  run: Run,
  effect: { name: Effect; tries: number; settled: boolean; remark: Remark | null },
): Promise<void> {
  const { name, tries, settled, remark } = effect;
  const at = ctx.clock.now();
  const rollbackId = run.id;
  const done = { doneAt: settled ? at : null, evidence: { tries } };
  await inTransaction(ctx, async (tx) => {
    if (!(await lockRun(tx, run))) return;
    const where = { rollbackId_name: { rollbackId, name } };
    await tx.db.rollbackStep.upsert({ where, create: { rollbackId, name, startedAt: at, ...done }, update: done });
    if (!remark) return;
    await tx.db.rollbackRemark.createMany({ data: [{ ...remark, rollbackId, at }], skipDuplicates: true });
    await notify(tx, { kind: "rollback", rollbackId, botId: run.botId });
  });
}

function triesOf(evidence: unknown): number {
  return (evidence as { tries?: number } | null | undefined)?.tries ?? 0;
}
