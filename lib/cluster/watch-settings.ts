import { setTimeout as sleep } from "node:timers/promises";
import { systemClock, type Clock } from "@/lib/platform/clock";

/** How patient a watch is. Tests move these; nobody else does. */
export type WatchSettings = {
  /** No byte for this long and the watch is opened anew. The API server sends a bookmark every 60 to 75 s when nothing happens. */
  inactivityMs: number;
  /** A list this old is made again when the watch next ends. */
  resyncMs: number;
  /** Least and most that the server is asked to keep a watch open. */
  watchSeconds: [number, number];
  /** A watch that lasted this long was a good one: the next fault counts as the first. */
  goodAfterMs: number;
  random: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  clock: Clock;
};

export const watchSettings: WatchSettings = {
  inactivityMs: 100_000,
  resyncMs: 600_000,
  watchSeconds: [240, 300],
  goodAfterMs: 5_000,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  clock: systemClock,
};
