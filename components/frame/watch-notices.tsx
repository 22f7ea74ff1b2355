"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Problem } from "@/components/live/problem";
import { queries } from "@/components/live/queries";
import { roughWords } from "@/components/time/duration-words";
import { useNow } from "@/components/time/use-now";
import { StaleNotice } from "./stale-notice";

const WATCH_EVERY_MS = 10_000;

/** `said` goes to screen readers once; `shown` may tick. */
type Line = { said: string; shown: ReactNode };

/** How far the page may be trusted just now: stream broken, worker absent, cluster not heard. Nothing when all is well. */
export function WatchNotices() {
  const { data, error } = useQuery({ ...queries.watchfulness(), refetchInterval: WATCH_EVERY_MS });
  const now = useNow({ every: 1_000 });
  const path = usePathname();
  const ago = (at: number) => roughWords(now - at);

  const lines: Line[] = [];
  if (error instanceof Problem && error.code === "not-signed-in") {
    lines.push({ said: "You are signed out.", shown: <SignedOut path={path} /> });
  }
  // A run says it itself, and more exactly.
  if (data && !data.workerAlive && !path.startsWith("/rollbacks/")) {
    const since = data.workerSeenAt === null ? "has not been seen yet" : `has not been seen for ${ago(Date.parse(data.workerSeenAt))}`;
    lines.push({
      said: "Nobody is following just now. The button still works.",
      shown: `Nobody is following just now: the worker ${since}. The button still works.`,
    });
  }
  for (const { title, problem, heardAt } of data?.environments ?? []) {
    if (problem === null) continue;
    const heard =
      heardAt === null ? "Nothing was heard from it yet." : `Last heard ${ago(Date.parse(heardAt))} ago: what you see of it is from then.`;
    lines.push({ said: `${title}: ${problem}`, shown: `${title}: ${problem} ${heard}` });
  }

  return (
    <aside aria-label="Notices">
      <p role="status" className="sr-only">
        {lines.map(({ said }) => said).join(" ")}
      </p>
      {lines.map(({ said, shown }) => (
        <div key={said} className="border-b border-warn-line bg-warn-wash">
          <p className="page flex gap-2.5 py-2 text-sm">
            <span aria-hidden className="font-mono text-warn">
              !
            </span>
            <span className="min-w-0">{shown}</span>
          </p>
        </div>
      ))}
      <StaleNotice />
    </aside>
  );
}

function SignedOut({ path }: { path: string }) {
  return (
    <>
      You are signed out: what you see is from before.{" "}
      <a href={`/sign-in?to=${encodeURIComponent(path)}`} className="underline underline-offset-2">
        Sign in again
      </a>
    </>
  );
}
