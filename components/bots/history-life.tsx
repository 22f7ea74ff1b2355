"use client";

import { clockWords, dayWords } from "@/components/time/clock-words";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import type { LivedRollout, VerdictSlot } from "@/lib/bots/schemas";
import { stripWords } from "./strip-words";
import { VerdictStrip } from "./verdict-strip";

/** How a release was while it was live, from its first moment to its last. */
export function HistoryLife({ rollout: { life, release } }: { rollout: LivedRollout }) {
  const now = useNow({ every: 60_000 });
  const zone = useZone();
  if (life.length === 0) return null;
  const when = ({ from }: VerdictSlot) => {
    const at = new Date(from);
    const day = dayWords(at, zone, new Date(now));
    return `from ${day === "today" ? "" : `${day} `}${clockWords(at, zone)}`;
  };
  return <VerdictStrip slots={life} words={stripWords(life, `${release.version} over its life`, when)} when={when} className="flex-none" />;
}
