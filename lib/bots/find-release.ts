import type { PlatformCtx } from "@/lib/platform/ctx";
import type { ReleaseConfig } from "./config/types";

/** What tells a release from others: its template's hash alone (version 1, `config` null) or together with its config (version 2). */
export type ReleaseIdentity = { hashVersion: 1 | 2; hash: string; codeHash: string; config: ReleaseConfig | null };

const KNOWN = { id: true, origin: true, template: true, changeCause: true, hashVersion: true, fieldOwners: true } as const;

/**
 * The release of this identity, if there is one. The live one that was recorded before its config was seen is the same release, with a gap that is filled now;
 * and while config is out of sight, what runs is what ran last with this template.
 */
export async function findRelease(tx: PlatformCtx, botId: string, { hashVersion, hash, codeHash, config }: ReleaseIdentity) {
  const same = await tx.db.release.findUnique({ where: { botId_hashVersion_hash: { botId, hashVersion, hash } }, select: KNOWN });
  if (same) return same;
  if (config !== null) {
    const live = config.length === 0 ? {} : { rollouts: { some: { until: null } } };
    return tx.db.release.findFirst({ where: { botId, hashVersion: 1, hash: codeHash, ...live }, select: KNOWN });
  }
  const last = await tx.db.rollout.findFirst({
    where: { botId, release: { codeHash } },
    orderBy: [{ until: { sort: "desc", nulls: "first" } }, { since: "desc" }],
    select: { release: { select: KNOWN } },
  });
  return last?.release ?? tx.db.release.findFirst({ where: { botId, codeHash }, orderBy: { firstSeenAt: "desc" }, select: KNOWN });
}
