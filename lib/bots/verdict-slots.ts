import type { Verdict, VerdictSlot } from "./schemas";

/** How a bot was for a while; `until` null: it is so. */
export type VerdictSpell = { verdict: Verdict; from: Date; until: Date | null };

const DAY_MS = 86_400_000;

/**
 * What each slot between two neighbouring borders says: failing before degraded, however short it was; where neither was, whichever of healthy and unknown
 * lasted longer; null where nothing ran. With how many seconds of the slot it was so.
 */
export function verdictSlots(spells: readonly VerdictSpell[], borders: readonly Date[], now: Date): VerdictSlot[] {
  return borders.slice(0, -1).map((from, index) => {
    const until = borders[index + 1] ?? from;
    const lasted = { healthy: 0, degraded: 0, failing: 0, unknown: 0 };
    for (const spell of spells) {
      const end = Math.min(until.getTime(), (spell.until ?? now).getTime(), now.getTime());
      lasted[spell.verdict] += Math.max(0, end - Math.max(from.getTime(), spell.from.getTime()));
    }
    const verdict = saidOf(lasted);
    return { from: from.toISOString(), verdict, seconds: verdict === null ? 0 : Math.ceil(lasted[verdict] / 1000) };
  });
}

/** The borders of this many days in UTC, of which today is the last. */
export function dayBorders(now: Date, days: number): Date[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: days + 1 }, (_, index) => new Date((today - days + 1 + index) * DAY_MS));
}

/** The borders that cut a stretch of time in this many equal pieces. */
export function evenBorders(from: Date, until: Date, pieces: number): Date[] {
  const length = Math.max(0, until.getTime() - from.getTime());
  return Array.from({ length: pieces + 1 }, (_, index) => new Date(from.getTime() + (length * index) / pieces));
}

function saidOf({ failing, degraded, unknown, healthy }: Record<Verdict, number>): Verdict | null {
  if (failing > 0) return "failing";
  if (degraded > 0) return "degraded";
  if (unknown + healthy === 0) return null;
  return healthy > unknown ? "healthy" : "unknown";
}
