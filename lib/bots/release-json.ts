import type { ReleaseJson } from "./schemas";
import type { ReleaseRecord } from "./types";

export function releaseJson({ release, standing, quarantine }: ReleaseRecord): ReleaseJson {
  return {
    id: release.id,
    version: release.version,
    digest: release.hash.slice(0, 12),
    images: release.images,
    commit: release.commit,
    author: release.author,
    changeCause: release.changeCause,
    standing,
    quarantine: quarantine && { ...quarantine, since: quarantine.since.toISOString() },
    firstSeenAt: release.firstSeenAt.toISOString(),
    knownGoodAt: release.knownGoodAt?.toISOString() ?? null,
  };
}
