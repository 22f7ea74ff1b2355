"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import { dayWords } from "@/components/time/clock-words";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Button } from "@/components/ui/button";
import type { BotJson, RolloutJson } from "@/lib/bots/schemas";
import { arcsOf } from "./arcs-of";
import { HistorySkeleton } from "./bot-skeleton";
import { CompareBar } from "./compare-bar";
import { comparisonOf } from "./compared-rollouts";
import { HistoryArcs } from "./history-arcs";
import { HistoryRow } from "./history-row";
import { useCompared } from "./use-compared";
import { useHash } from "./use-hash";
import { useOlder } from "./use-older";

/** One row per rollout, newest first, by day. Older ones come as one scrolls; any two can be compared. */
export function History({ bot }: { bot: BotJson }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, error } = useInfiniteQuery(queries.rollouts(bot.id));
  const now = useNow({ every: 60_000 });
  const zone = useZone();
  const { mayRollBack, mayMarkBad } = usePerson();
  const rail = useRef<HTMLOListElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const { chosen, start, stop, toggle } = useCompared();
  const rollouts = data?.pages.flatMap(({ items }) => items) ?? [];
  const day = ({ since }: RolloutJson) => dayWords(new Date(since), zone, new Date(now));

  const stopByBar = () => {
    stop();
    opener.current?.focus();
  };
  const askOlder = () => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
  };
  /** The button goes with the last page: the keyboard goes on at the first row that came. */
  const showOlder = async () => {
    const { data: more, hasNextPage: isMore } = await fetchNextPage();
    const [first] = more?.pages.at(-1)?.items ?? [];
    if (!isMore && first) document.getElementById(first.id)?.focus({ preventScroll: true });
  };
  const end = useOlder({ more: hasNextPage, ask: askOlder });
  const named = useNamedRow({ rollouts, askOlder });

  return (
    <section aria-labelledby="history" className="min-w-0">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="history" className="text-sm font-title text-ink-2">
          History
        </h2>
        {rollouts.length > 1 && (
          <button ref={opener} type="button" onClick={chosen ? stop : start} className={`${ACTION_CLASS} -my-3 sm:-my-1`}>
            {chosen ? "Stop comparing" : "Compare two…"}
          </button>
        )}
      </div>
      {!data && !error && <HistorySkeleton />}
      {error && !data && <p className="mt-3 text-ink-2">The history could not be read: {error.message} Nothing was changed.</p>}
      {data && rollouts.length === 0 && (
        <p className="mt-3 text-ink-2">Nothing recorded yet. The first release shows here as soon as the worker has seen it.</p>
      )}
      {rollouts.length > 1 && !mayRollBack && !mayMarkBad && !bot.archivedAt && (
        <p className="mt-1 text-sm text-ink-2">
          You may look and compare. Rolling back, and marking a release as bad, need an operator or a lead.
        </p>
      )}
      <div className="relative isolate mt-1.5">
        <ol
          ref={rail}
          className="relative pl-11 before:absolute before:top-12 before:bottom-8 before:left-7.25 before:w-0.5 before:bg-line"
        >
          {rollouts.map((rollout, index) => {
            const newer = rollouts[index - 1];
            return (
              <HistoryRow
                key={rollout.id}
                bot={bot}
                rollout={rollout}
                newer={newer}
                older={rollouts[index + 1]}
                day={newer && day(newer) === day(rollout) ? null : day(rollout)}
                isTarget={isFirstOf(rollouts, index) && bot.target.kind === "chosen" && bot.target.release.id === rollout.release.id}
                isNamed={named === rollout.id}
                choice={chosen && { isChosen: chosen.includes(rollout.id), toggle: () => toggle(rollout.id) }}
              />
            );
          })}
        </ol>
        <HistoryArcs rail={rail} arcs={arcsOf(rollouts)} />
      </div>
      <div ref={end}>
        {hasNextPage && (
          <Button onClick={() => void showOlder()} off={isFetchingNextPage} className="mt-4 ml-11">
            {isFetchingNextPage ? "Reading…" : "Show older"}
          </Button>
        )}
        {error && data && <p className="mt-2 ml-11 text-sm text-ink-2">Older ones could not be read: {error.message}</p>}
      </div>
      {chosen && <CompareBar comparison={comparisonOf(rollouts, chosen)} onStop={stopByBar} />}
    </section>
  );
}

/** The rollout that the address names; older ones are read until it is there, then it is scrolled to, once. */
function useNamedRow({ rollouts, askOlder }: { rollouts: readonly RolloutJson[]; askOlder: () => void }): string {
  const named = useHash();
  const shown = useRef("");
  useEffect(() => {
    if (!named.startsWith("rol_") || shown.current === named) return;
    if (!rollouts.some(({ id }) => id === named)) return askOlder();
    shown.current = named;
    document.getElementById(named)?.scrollIntoView({ block: "center" });
  });
  return named;
}

function isFirstOf(rollouts: readonly RolloutJson[], index: number): boolean {
  return rollouts.findIndex(({ release }) => release.id === rollouts[index]?.release.id) === index;
}
