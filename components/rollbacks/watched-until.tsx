"use client";

import { TimeOfDay } from "@/components/time/time-of-day";
import { useNow } from "@/components/time/use-now";

/** While a run that recovered is still watched: what happens to its bot is told of below. */
export function WatchedUntil({ until }: { until: string | null }) {
  const now = useNow({ every: 10_000 });
  if (until === null || Date.parse(until) <= now) return null;
  return (
    <p className="mt-3 text-sm text-ink-2">
      Watched until <TimeOfDay at={until} />: whatever changes until then is told of below.
    </p>
  );
}
