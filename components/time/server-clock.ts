const GRAIN_MS = 1_000;
const WORTH_CORRECTING_MS = 2_000;

let offset = 0;

/** Learns from an answer's `Date` header how far this device's clock is off, so that a stopwatch is right on a phone that is minutes wrong. */
export function noteServerDate(header: string | null): void {
  const at = header ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(at)) return;
  const seen = at + GRAIN_MS / 2 - Date.now();
  offset = Math.abs(seen) < WORTH_CORRECTING_MS ? 0 : Math.abs(seen - offset) < WORTH_CORRECTING_MS ? offset : seen;
}

/** Milliseconds since the epoch by the server's clock, as far as it is known. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** An instant that this device's clock told, by the server's. */
export function byServerClock(at: number): number {
  return at + offset;
}
