"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { Problem } from "@/components/live/problem";
import { queries } from "@/components/live/queries";
import { clockWords, zoneWords } from "@/components/time/clock-words";
import { byServerClock } from "@/components/time/server-clock";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import type { PublicStatus } from "@/lib/bots/status/schemas";
import { staleWords } from "./stale-words";
import { StatusCard } from "./status-card";
import { publicStatusCards } from "./status-cards";
import { sortStatus } from "./status-rank";
import { statusSentence } from "./status-sentence";
import { Wall } from "./wall";

const ASK_EVERY_MS = 30_000;

/** What whoever has a public link sees, renewed without a session; `wall`: for a screen on a wall. */
export function PublicStatusScreen({ secret, wall, first }: { secret: string; wall: boolean; first: PublicStatus }) {
  const { data, error, dataUpdatedAt } = useQuery({
    ...queries.publicStatus(secret),
    initialData: first,
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
  });
  const gone = error instanceof Problem && error.status === 404;
  useEffect(() => {
    // What the server says of an address that is not there is what is to be seen then, and nothing of before.
    if (gone) window.location.reload();
  }, [gone]);
  if (gone) return null;

  const other = wall ? { href: "?", words: "Leave the wall screen" } : { href: "?wall=1", words: "Wall screen" };
  const link = (
    <a href={other.href} className={wall ? "inline-flex min-h-11 items-center underline underline-offset-4" : ACTION_CLASS}>
      {other.words}
    </a>
  );
  if (wall) {
    return (
      <Wall cardsAt={(reader) => publicStatusCards(data, reader)} error={error} heardAt={dataUpdatedAt}>
        {link}
      </Wall>
    );
  }
  return (
    <Cards status={data} error={error} heardAt={dataUpdatedAt}>
      {link}
    </Cards>
  );
}

type Shown = { status: PublicStatus; error: Error | null; heardAt: number; children: ReactNode };

function Cards({ status, error, heardAt, children }: Shown) {
  const now = useNow({ every: 1_000 });
  const zone = useZone();
  const cards = sortStatus(publicStatusCards(status, { now, zone }));
  const { title, rest } = cards.length === 0 ? { title: "No bots yet.", rest: "" } : statusSentence(cards);
  const asOf = byServerClock(heardAt);
  const stale = staleWords({ error, heardAt: asOf, now });
  return (
    <main id="main" className="page page-middle pt-6 pb-16 sm:pt-9">
      <p className="text-sm text-ink-2">{status.environment.title}</p>
      <div aria-live="polite" className="mt-1">
        <ScreenTitle>{title}</ScreenTitle>
        <p className="mt-1 min-h-5 text-ink-2">{rest}</p>
      </div>
      {stale !== null && (
        <Notice tone="warn" className="mt-3">
          {stale}
        </Notice>
      )}
      <ul className={`mt-5 grid gap-3.5 ${stale === null ? "" : "opacity-70"}`}>
        {cards.map((card) => (
          <StatusCard key={card.id} card={card} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 text-sm text-ink-2">
        <p suppressHydrationWarning>
          As of {clockWords(new Date(asOf), zone, { seconds: true })} {zoneWords(new Date(asOf), zone)}, renewed twice a minute
        </p>
        {children}
      </div>
    </main>
  );
}
