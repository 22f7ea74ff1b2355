"use client";

import { useEffect, useState, type ReactNode } from "react";
import { VerdictGlyph } from "@/components/bots/verdict-glyph";
import { clockWords } from "@/components/time/clock-words";
import { byServerClock } from "@/components/time/server-clock";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { staleWords } from "./stale-words";
import { sortStatus } from "./status-rank";
import type { StatusCard } from "./status-cards";
import { statusSentence } from "./status-sentence";
import type { Reader } from "./status-times";
import { useWakeLock } from "./use-wake-lock";
import { wallPages } from "./wall-pages";

const TURN_EVERY_MS = 12_000;

type Props = {
  cardsAt: (reader: Reader) => StatusCard[];
  error: Error | null;
  /** When the answer came, by this device's clock. */
  heardAt: number;
  /** The way out, small. */
  children: ReactNode;
};

/** The status for a screen on a wall: readable from across the room, with pages that turn by themselves, and never in need of a click. */
export function Wall({ cardsAt, error, heardAt, children }: Props) {
  useWakeLock();
  const now = useNow({ every: 1_000 });
  const zone = useZone();
  const cards = sortStatus(cardsAt({ now, zone }));
  const pages = wallPages(cards, ({ words, facts }) => words.condition === "well" && words.more.length === 0 && facts.rollback === null);
  const { turned, paused, setPaused } = useTurning();
  const at = pages.length === 0 ? 0 : turned % pages.length;
  const page = pages[at];
  const { title, rest } = statusSentence(cards);
  const asOf = byServerClock(heardAt);
  const stale = staleWords({ error, heardAt: asOf, now });

  return (
    <main
      id="main"
      className="flex min-h-dvh flex-col overflow-hidden px-[3vw] pt-[3vh] pb-[2vh] text-[clamp(1rem,min(3.5vh,2.1vw),5rem)] leading-[1.3]"
    >
      <div className="flex items-start justify-between gap-[2em]">
        <div aria-live="polite" className="min-w-0">
          <h1 className="text-[1.65em] leading-[1.2] font-title tracking-[-0.025em] text-balance">{title}</h1>
          <p className="min-h-[1.3em] text-ink-2">{rest}</p>
        </div>
        <p suppressHydrationWarning className="font-mono text-[1.65em] leading-[1.2] font-light tracking-tight whitespace-nowrap">
          {clockWords(new Date(now), zone)}
        </p>
      </div>
      {stale !== null && (
        <p role="status" className="mt-[0.5em] rounded-md border border-warn-line bg-warn-wash px-[0.7em] py-[0.25em] text-[0.85em]">
          <span aria-hidden className="mr-[0.5em] font-mono text-warn">
            !
          </span>
          {stale}
        </p>
      )}
      <div key={at} className={`mt-[0.8em] flex-1 ${stale === null ? "" : "opacity-70"}`}>
        <ul>
          {page?.said.map((card) => (
            <Said key={card.id} card={card} />
          ))}
        </ul>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(14em,100%),1fr))] gap-x-[1.5em] border-t border-line pt-[0.4em]">
          {page?.brief.map(({ id, words, facts }) => (
            <li key={id} className="flex min-w-0 items-baseline gap-[0.5em] py-[0.35em]">
              <Glyph verdict={words.verdict} />
              <span className="truncate">{words.name}</span>
              <span className="version text-[0.85em] whitespace-nowrap text-ink-2">{facts.live?.version}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap items-center gap-x-[1.5em] text-[max(0.75em,0.875rem)] text-ink-2">
        <span suppressHydrationWarning>As of {clockWords(new Date(asOf), zone, { seconds: true })}</span>
        {pages.length > 1 && (
          <>
            <span>
              Page {at + 1} of {pages.length}
            </span>
            <button
              type="button"
              aria-pressed={paused}
              onClick={() => setPaused(!paused)}
              className="min-h-11 underline underline-offset-4"
            >
              {paused ? "Turn the pages" : "Stay on this page"}
            </button>
          </>
        )}
        <span className="flex-1" />
        {children}
      </div>
    </main>
  );
}

function Said({ card: { words } }: { card: StatusCard }) {
  const { name, lead, more, verdict } = words;
  return (
    <li className="flex gap-[0.7em] border-t border-line py-[0.55em]">
      <span className="pt-[0.1em]">
        <Glyph verdict={verdict} />
      </span>
      <div className="min-w-0">
        <p className="line-clamp-2 tracking-[-0.015em]">
          <span className="font-title">{name}</span> {lead}
        </p>
        {more.length > 0 && <p className="line-clamp-2 text-[0.85em] text-ink-2">{more.join(" ")}</p>}
      </div>
    </li>
  );
}

/** As large as the text beside it. */
function Glyph({ verdict }: { verdict: StatusCard["words"]["verdict"] }) {
  return (
    <span className="inline-flex size-[0.65em] flex-none [&>span]:size-full">
      <VerdictGlyph verdict={verdict} />
    </span>
  );
}

function useTurning() {
  const [turned, setTurned] = useState(0);
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => setTurned((count) => count + 1), TURN_EVERY_MS);
    return () => clearInterval(timer);
  }, [paused]);
  return { turned, paused, setPaused };
}
