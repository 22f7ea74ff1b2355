import type { ReleaseRecord } from "../types";

/**
 * Release records from a line such as `1.2.0 live | 1.1.0 good | 1.0.0 imported bad`, newest first. Words: `live`, `good`, `available`, `imported`,
 * `unproved` (the default), `bad` (marked so), `left` (a rollback left it), `undone` (somebody went back
 * from it by other means), `composed` (never seen to run).
 */
export function records(history: string): { liveId: string; all: ReleaseRecord[] } {
  const day = 86_400_000;
  const start = Date.UTC(2026, 0, 31);
  const all = history.split("|").map((part, index): ReleaseRecord => {
    const [version = "", ...words] = part.trim().split(" ");
    const at = new Date(start - index * day);
    const has = (word: string) => words.includes(word);
    return {
      release: {
        id: `rel_${version}`,
        version,
        hash: version.padEnd(64, "0"),
        images: [{ container: "bot", image: `omniserve:${version}` }],
        commit: null,
        author: null,
        changeCause: null,
        firstSeenAt: at,
        availableAt: has("good") || has("available") ? at : null,
        knownGoodAt: has("good") ? at : null,
      },
      standing: has("good") ? "known-good" : has("available") ? "was-available" : has("imported") ? "imported" : "unproved",
      composed: has("composed"),
      quarantine:
        has("bad") || has("left") ? { since: at, by: "Kim", reason: "wrong answers", rollbackId: has("left") ? "rb_1" : null } : null,
      leftAt: has("undone") ? at : null,
      lastLiveAt: at,
    };
  });
  const live = history.split("|").findIndex((part) => part.trim().split(" ").includes("live"));
  return { liveId: all[live]?.release.id ?? "", all };
}
