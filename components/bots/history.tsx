"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { queries } from "@/components/live/queries";
import { dayWords } from "@/components/time/clock-words";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { Button } from "@/components/ui/button";
import type { BotJson, RolloutJson } from "@/lib/bots/schemas";
import { arcsOf } from "./arcs-of";
import { HistorySkeleton } from "./bot-skeleton";
import { HistoryArcs } from "./history-arcs";
import { HistoryRow } from "./history-row";

/** One row per rollout, newest first, by day. */
export function History({ bot }: { bot: BotJson }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, error } = useInfiniteQuery(queries.rollouts(bot.id));
  const now = useNow({ every: 60_000 });
  const zone = useZone();
  const rail = useRef<HTMLOListElement>(null);
  const rollouts = data?.pages.flatMap(({ items }) => items) ?? [];
  const day = ({ since }: RolloutJson) => dayWords(new Date(since), zone, new Date(now));

  return (
    <section aria-labelledby="history" className="min-w-0">
      <h2 id="history" className="text-sm font-title text-ink-2">
        History
      </h2>
      {!data && !error && <HistorySkeleton />}
      {error && !data && <p className="mt-3 text-ink-2">The history could not be read: {error.message} Nothing was changed.</p>}
      {data && rollouts.length === 0 && (
        <p className="mt-3 text-ink-2">Nothing recorded yet. The first release shows here as soon as the worker has seen it.</p>
      )}
      <div className="relative mt-1.5">
        <ol
          ref={rail}
          className="relative pl-11 before:absolute before:top-12 before:bottom-8 before:left-7.25 before:w-0.5 before:bg-line"
        >
          {rollouts.map((rollout, index) => {
            const newer = rollouts[index - 1];
            const heading = newer && day(newer) === day(rollout) ? null : day(rollout);
            return (
              <HistoryRow
                key={rollout.id}
                bot={bot}
                rollout={rollout}
                newer={newer}
                older={rollouts[index + 1]}
                day={heading}
                isTarget={isFirstOf(rollouts, index) && bot.target.kind === "chosen" && bot.target.release.id === rollout.release.id}
              />
            );
          })}
        </ol>
        <HistoryArcs rail={rail} arcs={arcsOf(rollouts)} />
      </div>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} off={isFetchingNextPage} className="mt-4 ml-11">
          {isFetchingNextPage ? "Reading…" : "Show older"}
        </Button>
      )}
    </section>
  );
}

function isFirstOf(rollouts: readonly RolloutJson[], index: number): boolean {
  return rollouts.findIndex(({ release }) => release.id === rollouts[index]?.release.id) === index;
}
