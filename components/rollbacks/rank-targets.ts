import type { ReleaseJson } from "@/lib/bots/schemas";

const RANK: Record<ReleaseJson["standing"], number> = { "known-good": 0, "was-available": 1, unproved: 2, imported: 3 };
const BAD = 4;

const rank = ({ standing, quarantine }: ReleaseJson) => (quarantine ? BAD : RANK[standing]);
const at = ({ knownGoodAt, firstSeenAt }: ReleaseJson) => knownGoodAt ?? firstSeenAt;

/** What one can go back to, best first: known good by how lately it was proved, then what was up, then what was only seen; bad ones last. */
export function rankTargets(releases: readonly ReleaseJson[], liveId: string | null): ReleaseJson[] {
  return releases.filter(({ id }) => id !== liveId).sort((a, b) => rank(a) - rank(b) || at(b).localeCompare(at(a)));
}
