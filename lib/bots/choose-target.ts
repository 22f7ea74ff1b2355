import type { Standing } from "./schemas";
import type { ReleaseRecord } from "./types";

/** What the choice looks at. */
type Candidate = { release: { id: string }; standing: Standing; composed: boolean; quarantine: unknown; leftAt: Date | null };

export type TargetChoice<T = ReleaseRecord> =
  | { kind: "chosen"; record: T; because: "known-good" | "was-available" | "imported" }
  | { kind: "none"; because: "only-one-release" | "all-others-bad" | "none-worked" };

/**
 * Which release a rollback goes to when nobody picks one: the newest that is proved good; never the live one, one in quarantine, one that somebody went
 * back from by other means, or one that never ran. `records` are newest first, by when they were last live.
 */
export function chooseTarget<T extends Candidate>(liveId: string, records: readonly T[]): TargetChoice<T> {
  const others = records.filter(({ release, composed }) => release.id !== liveId && !composed);
  if (others.length === 0) return { kind: "none", because: "only-one-release" };

  const candidates = others.filter(({ quarantine, leftAt }) => quarantine === null && leftAt === null);
  for (const because of ["known-good", "was-available", "imported"] as const) {
    const record = candidates.find(({ standing }) => standing === because);
    if (record) return { kind: "chosen", record, because };
  }
  return { kind: "none", because: candidates.length === 0 ? "all-others-bad" : "none-worked" };
}
