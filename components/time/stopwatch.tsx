"use client";

import { useNow } from "./use-now";

/** Seconds since `startedAt`, or until `endedAt`. Ticks for the eye only: screen readers hear the phase change, not every tenth. */
export function Stopwatch({ startedAt, endedAt }: { startedAt: string; endedAt: string | null }) {
  const now = useNow({ every: 100, paused: endedAt !== null });
  const tenths = Math.max(0, Math.floor(((endedAt ? Date.parse(endedAt) : now) - Date.parse(startedAt)) / 100));
  const minutes = Math.floor(tenths / 600);
  const seconds = Math.floor(tenths / 10) % 60;

  return (
    <p
      role="timer"
      aria-live="off"
      aria-label="Time since the rollback started"
      className="-ml-1 font-mono text-stopwatch-phone font-light tracking-[-0.07em] whitespace-nowrap sm:text-stopwatch"
    >
      {minutes > 0 ? `${minutes}:${String(seconds).padStart(2, "0")}` : seconds}
      <span className="text-[0.4em] tracking-[-0.04em] text-ink-3">
        .{tenths % 10} {minutes > 0 ? "min" : "s"}
      </span>
    </p>
  );
}
