import type { Spread } from "./schemas";

/** Of fewer the 90th percentile is the slowest one, and says no more. */
const ENOUGH_FOR_P90 = 10;

/** Median, 90th percentile (nearest rank: a value that was measured) and the longest; what is not known is left out. */
export function spreadOf(seconds: readonly (number | null)[]): Spread {
  const known = seconds.filter((value) => value !== null).sort((a, b) => a - b);
  const n = known.length;
  return {
    n,
    medianSeconds: medianOf(known),
    p90Seconds: n < ENOUGH_FOR_P90 ? null : (known[Math.ceil(n * 0.9) - 1] ?? null),
    slowestSeconds: known.at(-1) ?? null,
  };
}

function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
