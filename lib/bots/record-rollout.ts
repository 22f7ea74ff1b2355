import type { Ctx } from "@/lib/access/ctx";
import type { ConfigMap, Revision, Workload } from "@/lib/cluster/types";
import { isLater } from "@/lib/cluster/seen-versions";
import { newId } from "@/lib/platform/ids";
import type { Prisma } from "@/lib/platform/db";
import { restartStamp } from "./canonical-template";
import { changeBetween } from "./config-change";
import { configSight } from "./config-sight";
import type { ReleaseConfig } from "./config/types";
import type { KnownRollout } from "./last-rollout";
import type { RecordedRelease } from "./record-release";
import { describeBringer } from "./describe-bringer";
import { liveSince } from "./live-since";
import { ROLLBACK_ANNOTATION } from "./rollback-annotation";
import { storable } from "./storable";
import { whoBrought } from "./who-brought";

type Rollout = Prisma.RolloutGetPayload<object>;

export type LiveRelease = {
  botId: string;
  /** The bot's last rollout so far, open or ended. */
  last: KnownRollout | null;
  release: RecordedRelease;
  workload: Workload;
  /** The ConfigMaps that it refers to, by the names of their originals; empty where they are out of sight. */
  maps: ReadonlyMap<string, ConfigMap | null>;
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
  /** Since when its pods could see its config, and which maps came to differ then. */
  configSince: Date | null;
  configMaps: string[];
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
  const { last } = live;
  const open = last?.until === null ? last : null;
  if (open?.releaseId === live.release.id) return goOn(tx, live, open);
  if (open && isOlder(live, open)) return null;

  const former = last && { codeHash: last.release.codeHash, config: last.release.config as ReleaseConfig | null };
  const change = former && changeBetween(former, live.release);
  const config = configSight(live, last, former?.config ?? null);
  const brought = whoBrought(live.workload.fieldOwners);
  const rollback = brought.maybeUs ? await rollbackThatBrought(tx, live) : null;
  const onlyConfig = change === "config" && rollback === null;
  const byCluster = onlyConfig ? config.edit.at : liveSince(live.workload, live.revisions, live.current);
  const since = began(byCluster, open ? addMs(open.since, 1) : (last?.until ?? null), live.at);
  if (open) await tx.db.rollout.update({ where: { id: open.id }, data: { until: since, healthySince: null } });

  const { uid, generation } = live.workload;
  const configSince = config.inherited ? config.since : config.maps.length > 0 ? began(config.edit.at, null, live.at) : null;
  const rollout = await tx.db.rollout.create({
    data: {
      id: newId("rol"),
      botId: live.botId,
      releaseId: live.release.id,
      since,
      broughtBy: storable(await describeBringer(tx, { live, rollback, brought, edit: onlyConfig ? config.edit : null })),
      origin: "observed",
      revision: live.current?.number ?? null,
      stamp: restartStamp(live.workload.template, live.stamps),
      rollbackId: rollback?.id ?? null,
      change,
      configSince,
      configMaps: config.maps,
      events: { create: { id: newId("evt"), at: live.at, kind: "live", detail: { uid, generation, maps: versionsOf(live.maps) } } },
    },
  });
  return {
    id: rollout.id,
    since,
    healthySince: null,
    verdict: "unknown",
    configSince,
    configMaps: config.maps,
    isNew: true,
    formerId: open?.id ?? null,
    revisionCame: false,
  };
}

function versionsOf(maps: LiveRelease["maps"]): Record<string, { uid: string; version: string }> {
  return Object.fromEntries([...maps].flatMap(([name, map]) => (map ? [[name, { uid: map.uid, version: map.resourceVersion }]] : [])));
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
  const { id, since, healthySince, verdict, configSince, configMaps } = open;
  const revisionCame = open.revision === null && revision !== null;
  return { id, since, healthySince, verdict, configSince, configMaps, isNew: false, formerId: null, revisionCame };
}

/** Two workers may watch at once, and one lags behind: generations of one object only grow, and so do versions of a ConfigMap. */
function isOlder({ workload, maps }: LiveRelease, { events }: KnownRollout): boolean {
  const seen = events[0]?.detail as { uid: string; generation: number; maps?: ReturnType<typeof versionsOf> } | undefined;
  if (seen === undefined || seen.uid !== workload.uid || workload.generation > seen.generation) return false;
  const former = new Map(Object.entries(seen.maps ?? {}));
  const isFormer = ([name, map]: [string, ConfigMap | null]) => {
    const known = former.get(name);
    return map !== null && known?.uid === map.uid && isLater(known.version, map.resourceVersion);
  };
  return workload.generation < seen.generation || [...maps].some(isFormer);
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
  const rollback =
    id === undefined ? null : await tx.db.rollback.findFirst({ where: { id, botId: live.botId, toReleaseId: live.release.id } });
  // Brought once: when the same release comes back by an edit of its config, somebody else did that.
  return rollback && (await tx.db.rollout.count({ where: { rollbackId: rollback.id } })) === 0 ? rollback : null;
}
