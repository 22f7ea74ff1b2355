import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "./logger";

export type Loop = {
  /** Runs `act` soon instead of at the next beat. While it runs: once more after it. */
  wake(): void;
  /** Resolves when the loop has ended after its signal, with nothing running. */
  ended: Promise<void>;
};

const LONGEST_PAUSE_MS = 30_000;

/**
 * Calls `act` every `every` ms, counted from the end of the last call: calls never overlap. An error is logged and the pause doubles, up to
 * 30 s, until a call succeeds. Ends when `signal` is aborted, after the call that is under way.
 */
export function loop(options: {
  name: string;
  every: number;
  act: (signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  log: Pick<Logger, "error" | "info">;
}): Loop {
  const { name, every, act, signal, log } = options;
  let failures = 0;
  let rest = new AbortController();
  let woken = false;

  const once = async () => {
    woken = false;
    try {
      await act(signal);
      if (failures > 0) log.info({ loop: name, failures }, "works again");
      failures = 0;
    } catch (err) {
      if (signal.aborted) return;
      failures += 1;
      log.error({ loop: name, failures, err }, "failed; will be tried again");
    }
  };
  const pause = async () => {
    if (woken && failures === 0) return;
    rest = new AbortController();
    await delay(pauseAfter(failures, every), undefined, { signal: AbortSignal.any([signal, rest.signal]) }).catch(() => {});
  };
  const run = async () => {
    while (!signal.aborted) {
      await once();
      if (!signal.aborted) await pause();
    }
  };

  return {
    ended: run(),
    wake: () => {
      woken = true;
      if (failures === 0) rest.abort();
    },
  };
}

/** The pause before the next call, in ms: `every`, doubled for each failure in a row. */
export function pauseAfter(failures: number, every: number): number {
  return failures === 0 ? every : Math.max(every, Math.min(LONGEST_PAUSE_MS, Math.max(every, 250) * 2 ** Math.min(failures, 16)));
}
