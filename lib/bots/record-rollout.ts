import type { Ctx } from "@/lib/access/ctx";
import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { Revision, Workload } from "@/lib/cluster/types";
import { newId } from "@/lib/platform/ids";
import type { Prisma } from "@/lib/platform/db";
import { restartStamp } from "./canonical-template";
import { liveSince } from "./live-since";
import type { BroughtBy } from "./schemas";
import { storable } from "./storable";
import { OUR_MANAGER, whoBrought } from "./who-brought";

type Rollout = Prisma.RolloutGetPayload<object>;

/** Annotation on the object that names the rollback which wrote its template. */
export const ROLLBACK_ANNOTATION = "lastgood.dev/rollback";

export type LiveRelease = {
  botId: string;
  releaseId: string;
  workload: Workload;
  revisions: readonly Revision[];
  current: Revision | null;
  stamps: readonly string[];
  at: Date;
};

export type RecordedRollout = {
  id: string;
  since: Date;
  healthySince: Date | null;
  verdict: string;
  isNew: boolean;
  /** What ended with it. */
  formerId: string | null;
  /** The cluster had made no revision of it until now. */
  revisionCame: boolean;
};

/**
 * The open rollout of this bot, a new one if another release went live; a restart of the same release is an event in it. null when what was seen is older than
 * what is recorded: another worker was quicker.
 */
export async function recordRollout(tx: Ctx, live: LiveRelease): Promise<RecordedRollout | null> {
  const last = await tx.db.rollout.findFirst({
    where: { botId: live.botId },
    orderBy: [{ until: { sort: "desc", nulls: "first" } }, { since: "desc" }],
  });
  const open = last?.until === null ? last : null;
  if (open?.releaseId === live.releaseId) return goOn(tx, live, open);
  if (open && (await isOlder(tx, live, open.id))) return null;

  const since = began(liveSince(live.workload, live.revisions, live.current), open ? addMs(open.since, 1) : (last?.until ?? null), live.at);
  if (open) await tx.db.rollout.update({ where: { id: open.id }, data: { until: since, healthySince: null } });

  const brought = whoBrought(live.workload.fieldOwners);
  const rollback = brought.maybeUs ? await rollbackThatBrought(tx, live) : null;
  const { uid, generation } = live.workload;
  const rollout = await tx.db.rollout.create({
    data: {
      id: newId("rol"),
      botId: live.botId,
      releaseId: live.releaseId,
      since,
      broughtBy: storable(await describeBringer(tx, live, brought, rollback)),
      origin: "observed",
      revision: live.current?.number ?? null,
      stamp: restartStamp(live.workload.template, live.stamps),
      rollbackId: rollback?.id ?? null,
      events: { create: { id: newId("evt"), at: live.at, kind: "live", detail: { uid, generation } } },
    },
  });
  return { id: rollout.id, since, healthySince: null, verdict: "unknown", isNew: true, formerId: open?.id ?? null, revisionCame: false };
}

/** The same release as before, perhaps restarted. Its revision is not known between a restart and the controller's answer. */
async function goOn(tx: Ctx, live: LiveRelease, open: Rollout): Promise<RecordedRollout> {
  const stamp = restartStamp(live.workload.template, live.stamps);
  const revision = live.current?.number ?? open.revision;
  if (open.stamp !== stamp) {
    await tx.db.rolloutEvent.create({ data: { id: newId("evt"), rolloutId: open.id, at: live.at, kind: "restart", detail: { stamp } } });
  }
  if (open.stamp !== stamp || open.revision !== revision) {
    await tx.db.rollout.update({ where: { id: open.id }, data: { stamp, revision } });
  }
  const { id, since, healthySince, verdict } = open;
  return { id, since, healthySince, verdict, isNew: false, formerId: null, revisionCame: open.revision === null && revision !== null };
}

/** Two workers may watch at once, and one lags behind: generations of one object only grow. */
async function isOlder(tx: Ctx, { workload }: LiveRelease, rolloutId: string): Promise<boolean> {
  const event = await tx.db.rolloutEvent.findFirst({ where: { rolloutId, kind: "live" }, select: { detail: true } });
  const seen = event?.detail as { uid: string; generation: number } | undefined;
  return seen !== undefined && seen.uid === workload.uid && workload.generation < seen.generation;
}

/** The cluster's own time of the change, where it can be true: after what came before, and not in the future. */
function began(byCluster: Date | null, earliest: Date | null, now: Date): Date {
  const possible = byCluster !== null && byCluster <= now && (earliest === null || byCluster >= earliest);
  if (possible) return byCluster;
  return earliest !== null && earliest > now ? earliest : now;
}

function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}

async function rollbackThatBrought(tx: Ctx, live: LiveRelease) {
  const id = live.workload.annotations?.[ROLLBACK_ANNOTATION];
  // The annotation outlives the rollback: kubectl's undo and later deploys carry it along, so it counts only with the release it went to.
  return id === undefined ? null : tx.db.rollback.findFirst({ where: { id, botId: live.botId, toReleaseId: live.releaseId } });
}

async function describeBringer(
  tx: Ctx,
  live: LiveRelease,
  brought: { manager: string | null; at: Date | null },
  rollback: { startedBy: unknown; reason: string | null } | null,
): Promise<BroughtBy> {
  const at = brought.at?.toISOString() ?? null;
  if (rollback) return { manager: OUR_MANAGER, at, person: actorInWords(rollback.startedBy as Actor), why: rollback.reason };
  const release = await tx.db.release.findUniqueOrThrow({ where: { id: live.releaseId }, select: { author: true, changeCause: true } });
  return { manager: brought.manager, at, person: release.author, why: release.changeCause };
}
