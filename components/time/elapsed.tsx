"use client";

import { durationWords, roughWords } from "./duration-words";
import { useNow } from "./use-now";

/** How long since `from`, ticking, or how long until `to`, standing still. */
export function Elapsed({ from, to, rough = false }: { from: string; to?: string | null; rough?: boolean }) {
  const now = useNow({ every: 1_000, paused: Boolean(to) });
  const span = (to ? Date.parse(to) : now) - Date.parse(from);
  return <>{rough ? roughWords(span) : durationWords(span)}</>;
}
