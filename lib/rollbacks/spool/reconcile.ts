import type { Actor } from "@/lib/access/types";
import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Workload } from "@/lib/cluster/types";
import { inTransaction } from "@/lib/platform/in-transaction";
import { durationInWords } from "../duration-in-words";
import { endRollback } from "../end-rollback";
import { findPlan } from "../find-plan";
import { viewOf } from "../live-view";
import { recordAccepted } from "../record-accepted";
import { recordIntent } from "../record-intent";
import { recordPlan } from "../record-plan";
import { readRun } from "../run";
import type { Journal, OfflineAct } from "./journal";
import { standingOf } from "./roll-back-offline";

export type Reconciled = { id: string; bot: string; to: string; sentence: string };

/**
 * Writes down what was done while the database was gone, once each: a Rollback, and who did it in the audit log; a worker then follows it to its end. What nobody
 * can tell yet, because the cluster is out of sight or another rollback of the bot runs, is left for the next time.
 */
export async function reconcileOffline(ctx: BotCtx, journal: Journal): Promise<Reconciled[]> {
  const done: Reconciled[] = [];
  for (const act of journal.all()) {
    const sentence = await reconcile(ctx, act);
    if (sentence === null) continue;
    // Killed before this, the next one finds the Rollback and comes here again.
    journal.remove(act.id);
    done.push({ id: act.id, bot: act.plan.bot.title, to: act.plan.to.version, sentence });
  }
  return done;
}

const ALREADY = "It was written down before.";

async function reconcile(ctx: BotCtx, act: OfflineAct): Promise<string | null> {
  if ((await ctx.db.rollback.count({ where: { id: act.id } })) > 0) return ALREADY;
  const end = await endOf(ctx, act);
  if (end === null) return null;
  const actor: Actor = { kind: "system", job: `command line, offline, by ${act.by}` };
  const recorded = inTransaction({ ...ctx, actor }, async (tx) => {
    // Two processes may be at it: the second one waits here, and finds it.
    await tx.db.$executeRaw`select from "Bot" where id = ${act.plan.bot.id} for update`;
    if ((await tx.db.rollback.count({ where: { id: act.id } })) > 0) return ALREADY;
    return record(tx, act, end);
  });
  return recorded.catch((error: unknown) => {
    if (error instanceof OtherRuns) return null;
    throw error;
  });
}

type End = { live: Workload } | { phase: "failed" | "superseded" | "errored"; sentence: string };

/** What came of an act; of one that was cut short, the object itself tells. null while nobody can tell. */
async function endOf(ctx: BotCtx, act: OfflineAct): Promise<End | null> {
  const { outcome, plan } = act;
  if (outcome?.kind === "accepted") return { live: outcome.live };
  if (outcome && outcome.kind !== "unknown") return { phase: outcome.kind, sentence: outcome.sentence };
  try {
    const { cluster, ref } = viewOf(ctx, plan.bot);
    const live = await cluster.getWorkload(ref);
    if (live && standingOf(act, live).kind === "applied") return { live };
    const sentence = `It was cut short, and the cluster does not show that it was done. ${plan.bot.title} is as others left it.`;
    return { phase: "errored", sentence };
  } catch (error) {
    if (error instanceof ClusterError) return null;
    throw error;
  }
}

async function record(tx: BotCtx, act: OfflineAct, end: End): Promise<string> {
  const { plan, id, planId, reason } = act;
  const at = new Date(act.at);
  await recordPlan(tx, {
    live: plan.live.template,
    bring: plan.bring,
    plan: {
      id: planId,
      botId: plan.bot.id,
      fromReleaseId: plan.from.id,
      toReleaseId: plan.to.id,
      liveUid: plan.live.uid,
      copies: plan.copies,
      changeCause: plan.changeCause,
      guards: [],
      fingerprint: "",
      createdBy: tx.actor,
      createdAt: at,
      expiresAt: at,
    },
  });
  const confirmable = await findPlan(tx, planId);
  const isFirst = confirmable && (await recordIntent(tx, { rollbackId: id, plan: confirmable, reason: reason ?? undefined, at }));
  // Another rollback of this bot runs: the transaction is taken back, so that its plan is not left behind.
  if (!isFirst) throw new OtherRuns();
  const run = await readRun(tx, id, { epoch: 1, end: 0 });
  const age = durationInWords(tx.clock.now().getTime() - at.getTime());
  const told = `Done at the terminal by ${act.by} while the database was gone, and written down ${age} later: times after that are when Lastgood saw it.`;
  await tx.db.rollbackRemark.create({ data: { rollbackId: id, key: "offline", at, tone: "plain", sentence: told } });
  if ("live" in end) await recordAccepted(tx, { run, live: end.live });
  else await endRollback(tx, { run, ...end });
  return told;
}

class OtherRuns extends Error {}
