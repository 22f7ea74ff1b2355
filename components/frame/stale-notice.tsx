"use client";

import { useContext, useEffect } from "react";
import { StoppedAt } from "@/components/live/live-context";
import { roughWords } from "@/components/time/duration-words";
import { useNow } from "@/components/time/use-now";

const BRIEF_MS = 3_000;

/** Live updates stopped: said on a layer, so that nothing moves when it comes and goes, and what is shown pales meanwhile (`data-stale` in globals.css). */
export function StaleNotice() {
  const stoppedAt = useContext(StoppedAt);
  const now = useNow({ every: 1_000, paused: stoppedAt === null });
  const stale = stoppedAt !== null && now - stoppedAt > BRIEF_MS;

  useEffect(() => {
    document.documentElement.toggleAttribute("data-stale", stale);
    return () => document.documentElement.removeAttribute("data-stale");
  }, [stale]);

  return (
    <>
      <p role="status" className="sr-only">
        {stale && "Live updates stopped. What you see may be old; the buttons work."}
      </p>
      {stale && (
        <p
          aria-hidden
          data-testid="stale"
          className="pointer-events-none fixed inset-x-0 bottom-3 z-20 mx-auto w-fit max-w-[calc(100vw-2rem)] rounded-full border border-warn-line bg-warn-wash px-3.5 py-1.5 text-xs text-ink shadow-layer max-sm:bottom-32 sm:text-sm"
        >
          <span className="mr-2 font-mono text-warn">!</span>
          Live updates stopped {roughWords(now - stoppedAt)} ago · retrying
        </p>
      )}
    </>
  );
}
