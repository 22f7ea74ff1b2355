"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { HoldNotice } from "@/components/bots/hold-notice";
import { queries } from "@/components/live/queries";
import { Stopwatch } from "@/components/time/stopwatch";
import { TimeOfDay } from "@/components/time/time-of-day";
import { Notice } from "@/components/ui/notice";
import { PhaseAnnouncer } from "./phase-announcer";
import { PodsInTheWay } from "./pods-in-the-way";
import { Remarks } from "./remarks";
import { RunActs } from "./run-acts";
import { runPath } from "./run-path";
import { RunAdvice } from "./run-advice";
import { RunDeadline } from "./run-deadline";
import { RunKnown } from "./run-known";
import { RunPods } from "./run-pods";
import { RunSentence } from "./run-sentence";
import { RunSkeleton } from "./run-skeleton";
import { RunTimes } from "./run-times";
import { RunTitle } from "./run-title";
import { Steps } from "./steps";
import { WatchedUntil } from "./watched-until";

const WATCH_EVERY_MS = 3_000;

export function RunPage({ rollbackId }: { rollbackId: string }) {
  const { data: run } = useQuery({
    ...queries.rollback(rollbackId),
    refetchInterval: ({ state }) => (state.data?.active ? WATCH_EVERY_MS : false),
  });
  if (!run) return <RunSkeleton />;

  return (
    <main id="main" className="page page-narrow pt-5 pb-20 sm:pt-7">
      <RunTitle run={run} />
      <PhaseAnnouncer run={run} />
      <p className="text-sm text-ink-2">
        <Link href={run.bot.path} className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
          {run.bot.title}
        </Link>
        <span aria-hidden className="mx-1.5 text-ink-3">
          /
        </span>
        {run.undoes ? "Undo of a rollback" : "Rollback"} {run.from.version} → {run.to.version}
        {run.again && (
          <>
            , again of{" "}
            <Link href={runPath(run.again)} className="inline-flex min-h-6 items-center underline underline-offset-4 hover:text-ink">
              a former run
            </Link>
          </>
        )}
      </p>
      <div className="mt-2">
        <Stopwatch startedAt={run.startedAt} endedAt={run.endedAt} />
      </div>
      <RunSentence run={run} />
      <p className="mt-1.5 text-ink-2">
        Started by {run.startedBy} at <TimeOfDay at={run.startedAt} seconds />
        {run.reason && ` · “${run.reason}”`} · {run.bot.environment.title}
      </p>
      <RunAdvice run={run} part="best" />
      <RunTimes run={run} />
      <PodsInTheWay run={run} />
      <RunDeadline run={run} />
      <RunKnown run={run} />
      <RunActs run={run} />
      {run.unattended && (
        <Notice tone="warn" className="mt-5">
          {run.acceptedAt
            ? "Nobody is following this run just now: the worker is absent. The cluster has accepted the change and goes on by itself; when the worker is back, it picks up here."
            : "Nobody is following this run just now: the worker is absent. It is recorded and will be carried on when the worker is back. Starting the same rollback again joins this one."}
        </Notice>
      )}
      {run.hold && <HoldNotice hold={run.hold} className="mt-5" />}
      <WatchedUntil until={run.watchedUntil} />
      <Steps run={run} />
      <div className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_17.5rem]">
        <Remarks run={run} />
        <aside aria-label="Pods and what to do next" className="grid content-start gap-4 max-lg:row-start-1">
          <RunPods run={run} />
          <RunAdvice run={run} part="rest" />
        </aside>
      </div>
    </main>
  );
}
