import type { PlatformCtx } from "@/lib/platform/ctx";
import { changeBetween, type Change } from "./config-change";
import type { ReleaseIdentity } from "./find-release";
import type { ReleaseConfig } from "./config/types";
import type { KnownRollout } from "./last-rollout";

/** A pipeline applies a ConfigMap and a template one after the other: what comes within this time of each other is one deploy. */
const SETTLING_MS = 10_000;

/**
 * Takes back the half of a deploy that was seen first, so that both halves become one release: a rollout of moments ago that changed only config, when now
 * the template changes, or the other way round. Another template refers to other maps and keys, so that config may come to differ with it. What was seen
 * before, proved itself meanwhile, or somebody rolled back from, stays. Returns whether it took something back.
 */
export async function settleDeploy(
  tx: PlatformCtx,
  input: { botId: string; last: KnownRollout | null; seen: ReleaseIdentity; at: Date },
): Promise<boolean> {
  const { botId, last: half, seen, at } = input;
  const isHalf = half !== null && half.until === null && half.rollbackId === null && half.change !== null;
  if (!isHalf || at.getTime() - (half.events[0]?.at ?? half.since).getTime() > SETTLING_MS) return false;

  const identity = { codeHash: half.release.codeHash, config: half.release.config as ReleaseConfig | null };
  const now = changeBetween(identity, seen);
  if (now === null || !(await isOtherHalf(tx, { botId, half, now }))) return false;
  const isOld = at.getTime() - half.release.firstSeenAt.getTime() > SETTLING_MS;
  if (isOld || half.release.knownGoodAt !== null || (await isNeeded(tx, botId, half.releaseId, at))) return false;

  await tx.db.rolloutEvent.deleteMany({ where: { rolloutId: half.id } });
  await tx.db.rollout.delete({ where: { id: half.id } });
  await tx.db.release.delete({ where: { id: half.releaseId } });
  const former = await tx.db.rollout.findFirst({ where: { botId, until: half.since }, orderBy: { since: "desc" }, select: { id: true } });
  if (former) await tx.db.rollout.update({ where: { id: former.id }, data: { until: null } });
  return true;
}

async function isOtherHalf(tx: PlatformCtx, { botId, half, now }: { botId: string; half: KnownRollout; now: Change }): Promise<boolean> {
  if ((now === "config") !== (half.change === "config")) return true;
  return now === "config" && (await isByTemplate(tx, botId, half));
}

/** Its config came to differ because its template named other maps, as a deploy does that names the originals again after a rollback named copies. */
async function isByTemplate(tx: PlatformCtx, botId: string, { since, configMaps, events }: KnownRollout): Promise<boolean> {
  const former = await tx.db.rollout.findFirst({
    where: { botId, until: since },
    orderBy: { since: "desc" },
    select: { events: { where: { kind: "live" }, select: { detail: true }, take: 1 } },
  });
  const [was, is] = [mapsIn(former?.events[0]), mapsIn(events[0])];
  return configMaps.length > 0 && configMaps.every((name) => was.has(name) && was.get(name) !== is.get(name));
}

/** Name of the original → uid of what was read in its place. */
function mapsIn(live: { detail: unknown } | undefined): Map<string, string> {
  const { maps = {} } = (live?.detail ?? {}) as { maps?: Record<string, { uid: string }> };
  return new Map(Object.entries(maps).map(([name, { uid }]) => [name, uid]));
}

/** Live at another time too, part of somebody's rollback, or in quarantine. */
async function isNeeded(tx: PlatformCtx, botId: string, releaseId: string, at: Date): Promise<boolean> {
  const uses = await Promise.all([
    tx.db.rollout.count({ where: { releaseId } }).then((rollouts) => rollouts - 1),
    tx.db.quarantine.count({ where: { releaseId } }),
    tx.db.rollback.count({ where: { OR: [{ fromReleaseId: releaseId }, { toReleaseId: releaseId }] } }),
    tx.db.rollbackPlan.count({
      where: { botId, expiresAt: { gt: at }, OR: [{ fromReleaseId: releaseId }, { toReleaseId: releaseId }] },
    }),
  ]);
  return uses.some((count) => count > 0);
}
