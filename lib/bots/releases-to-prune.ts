import { chooseTarget } from "./choose-target";
import type { ReleaseRecord } from "./types";

/** So many releases of a bot keep their content whatever they proved: those that were live last. */
export const NEWEST = 100;
/** A composition is made anew whenever somebody looks at it again. */
export const COMPOSED_KEPT_MS = 86_400_000;

export type Releases = {
  /** Of one bot, newest first by when they were live. */
  records: readonly ReleaseRecord[];
  liveId: string | null;
  /** Which an active rollback or a plan that has not expired goes from or to. */
  inHand: ReadonlySet<string>;
  /** Which any rollback or plan names. */
  named: ReadonlySet<string>;
  now: Date;
};

/** `letGo`: their content need not be kept, they stay in history. `forget`: compositions that nobody knows any more. */
export type Pruning = { letGo: string[]; forget: string[] };

/** What retention may take from a bot: never what it could go back to by itself, and of what was ever known good nothing at all. */
export function releasesToPrune({ records, liveId, inHand, named, now }: Releases): Pruning {
  const ran = records.filter(({ composed }) => !composed).sort((a, b) => b.lastLiveAt.getTime() - a.lastLiveAt.getTime());
  const target = chooseTarget(liveId ?? "", records);
  const needed = new Set([...inHand, liveId, target.kind === "chosen" ? target.record.release.id : null]);
  const isNeeded = ({ release }: ReleaseRecord) => release.knownGoodAt !== null || needed.has(release.id);

  const old = now.getTime() - COMPOSED_KEPT_MS;
  const composed = records.filter((record) => record.composed && record.release.firstSeenAt.getTime() <= old && !isNeeded(record));
  const idsOf = (some: readonly ReleaseRecord[]) => some.map(({ release }) => release.id);
  const known = idsOf(composed).filter((id) => named.has(id));
  return {
    letGo: [...idsOf(ran.slice(NEWEST).filter((record) => !isNeeded(record))), ...known],
    forget: idsOf(composed).filter((id) => !named.has(id)),
  };
}
