import type { ReleaseJson } from "@/lib/bots/schemas";

const RANK: Record<ReleaseJson["standing"], number> = { "known-good": 0, "was-available": 1, unproved: 2, imported: 3 };
const BAD = 4;

const rank = ({ standing, quarantine }: ReleaseJson) => (quarantine ? BAD : RANK[standing]);
const at = ({ knownGoodAt, firstSeenAt }: ReleaseJson) => knownGoodAt ?? firstSeenAt;

/** What one can go back to, best first: known good ones, what was up, what was only seen, each by how long it was healthy and then by how lately; bad ones last. */
export function rankTargets(releases: readonly ReleaseJson[], liveId: string | null, healthy: ReadonlyMap<string, number>): ReleaseJson[] {
  const span = ({ id }: ReleaseJson) => healthy.get(id) ?? 0;
  return releases.filter(({ id }) => id !== liveId).sort((a, b) => rank(a) - rank(b) || span(b) - span(a) || at(b).localeCompare(at(a)));
}
