import { actorInWords } from "@/lib/access/actor-in-words";
import { requirePermission } from "@/lib/access/require-permission";
import type { BotCtx } from "@/lib/bots/ctx";
import { storable } from "@/lib/bots/storable";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Workload } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";
import { pause } from "@/lib/platform/pause";
import { settleAfterEffects } from "./after-effects";
import { endRollback } from "./end-rollback";
import { viewOf } from "./live-view";
import { readRollback } from "./read-rollback";
import { recordAccepted } from "./record-accepted";
import { readRun, type Run } from "./run";
import { ReasonInput } from "./act-schemas";
import type { RollbackJson } from "./schemas";
import { takeOver } from "./take-over";
import { whereItStands } from "./where-it-stands";

/**
 * Stops a run. Before the cluster has accepted it nothing is sent any more: what is under way just now is waited for (at most 12 s) and read back. After that
 * Lastgood only stops following, and says so: the cluster goes on by itself.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `conflict` when it has ended
 */
export async function abortRollback({ ctx, input }: { ctx: BotCtx; input: ReasonInput & { id: string } }): Promise<RollbackJson> {
  requirePermission(ctx, "rollback");
  const { id } = input;
  const { reason } = storable(ReasonInput.parse({ reason: input.reason }));
  await readRollback({ ctx, input: { id } });
  const taken = await takeOver(ctx, { rollbackId: id, holder: ctx.requestId });
  if (!taken) throw await hasEnded(ctx, id);

  const run = await readRun(ctx, id, { epoch: taken.epoch, end: taken.end });
  const who = `${actorInWords(ctx.actor)} stopped it`;
  const outcome = run.phase === "applying" ? await readBack(ctx, run, taken.leftMs) : await leave(ctx, run);
  const isEnded = await endRollback(ctx, { run, phase: "aborted", sentence: `${who}: “${reason}”. ${outcome}`, reason });

  if (!isEnded) throw await hasEnded(ctx, id);
  return readRollback({ ctx, input: { id } });
}

/** Whether the change arrived although it was to be stopped: said as the cluster shows it once nobody can send anything any more. */
async function readBack(ctx: BotCtx, run: Run, leftMs: number): Promise<string> {
  await pause(leftMs);
  const view = viewOf(ctx, run.bot);
  let live: Workload | null;
  try {
    live = await view.cluster.getWorkload(view.ref);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return "Nothing is sent any more, but the cluster does not answer, so nobody can tell whether the change had arrived. Look at the bot once it is in sight.";
  }
  const standing = whereItStands(live, { rollbackId: run.id, ...run, stamps: run.bot.environment.stamps });
  if (standing.kind !== "applied" || !live) return "The cluster had not been changed, and nothing is sent any more.";
  await recordAccepted(ctx, { run, live });
  // That let go of the lease, and whoever follows may have taken it up.
  const taken = await takeOver(ctx, { rollbackId: run.id, holder: ctx.requestId });
  if (taken) run.lease = taken;
  return leave(ctx, run);
}

/** Nobody looks after it any more, so what is owed for the accepted change is done now: its fields go back to their owners. */
async function leave(ctx: BotCtx, run: Run): Promise<string> {
  const view = viewOf(ctx, run.bot);
  const live = await view.cluster.getWorkload(view.ref).catch((error: unknown) => {
    if (!(error instanceof ClusterError)) throw error;
    return undefined;
  });
  // null: deleted, so that there is nothing to give back.
  if (live !== null) await settleAfterEffects(ctx, { run, live: live ?? null, last: true });
  return `The cluster had accepted it and goes on bringing ${run.to.version}; nobody follows that any more. To go elsewhere, roll back to another release.`;
}

async function hasEnded(ctx: BotCtx, id: string): Promise<AppError> {
  const { phase, sentence, active } = await readRollback({ ctx, input: { id } });
  if (active) return new AppError("conflict", "Somebody else is stopping this rollback at this moment. Nothing was changed by this click.");
  return new AppError("conflict", `This rollback has ended already (${phase}): ${sentence} Nothing was changed by this click.`);
}
