"use client";

import { durationWords } from "./duration-words";
import { useNow } from "./use-now";

/** The stopwatch of a row: whole seconds, in a width that does not jump. */
export function SmallStopwatch({ startedAt }: { startedAt: string }) {
  const now = useNow({ every: 1_000 });
  return (
    <span role="timer" aria-live="off" className="font-mono text-xl font-light tracking-tight whitespace-nowrap">
      {durationWords(now - Date.parse(startedAt))}
    </span>
  );
}
