"use client";

import Link from "next/link";
import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { ACTION_CLASS } from "@/components/ui/action-class";
import type { BotJson, RolloutJson } from "@/lib/bots/schemas";
import { HistoryDot } from "./history-dot";
import { HistoryMarks } from "./history-marks";
import { HistoryTimes } from "./history-times";
import { HistoryWho } from "./history-who";
import { MarkForm } from "./mark-form";

type Props = {
  bot: BotJson;
  rollout: RolloutJson;
  newer: RolloutJson | undefined;
  older: RolloutJson | undefined;
  day: string | null;
  isTarget: boolean;
};

export function HistoryRow({ bot, rollout, newer, older, day, isTarget }: Props) {
  const { mayRollBack, mayMarkBad } = usePerson();
  const [marking, setMarking] = useState(false);
  const { release } = rollout;
  const runsNow = bot.live?.release.id === release.id;
  const isLive = bot.live?.id === rollout.id && !bot.archivedAt;
  const mayGoBack = mayRollBack && !runsNow && !bot.archivedAt && !bot.activeRollback;

  return (
    <>
      {day && <li className="pt-4 text-xs text-ink-3 first-letter:uppercase first:pt-1">{day}</li>}
      <li data-rollout={rollout.id} data-version={release.version} className="relative border-b border-line py-2.5 last:border-0">
        <HistoryDot rollout={rollout} live={isLive} verdict={bot.verdict} />
        <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h3 className="font-mono text-[0.9375rem] leading-5.5 font-title tracking-[-0.02em] break-all">{release.version}</h3>
            <HistoryMarks rollout={rollout} live={isLive ? bot.verdict : null} leftBy={newer} isTarget={isTarget} />
          </div>
          <HistoryTimes rollout={rollout} />
          <div className="min-w-0 text-sm text-ink-2">
            <HistoryWho rollout={rollout} from={older} />
            {release.quarantine?.reason && (
              <p className="text-bad">
                {release.quarantine.by}: “{release.quarantine.reason}”
              </p>
            )}
          </div>
          <div className="flex flex-wrap items-start gap-x-3.5 empty:hidden sm:flex-nowrap sm:justify-end sm:gap-x-5">
            {mayGoBack && (
              <Link href={`${bot.path}/rollback?release=${encodeURIComponent(release.id)}`} prefetch={false} className={ACTION_CLASS}>
                Roll back to this<span className="sr-only"> {release.version}</span>
              </Link>
            )}
            {isLive && mayRollBack && bot.undoable && bot.undoable.rollbackId === rollout.rollbackId && !bot.activeRollback && (
              <Link
                href={`${bot.path}/rollback?undo=${encodeURIComponent(bot.undoable.rollbackId)}`}
                prefetch={false}
                className={ACTION_CLASS}
              >
                Undo this rollback
              </Link>
            )}
            {older && older.release.id !== release.id && (
              <Link
                href={`/diff/${encodeURIComponent(older.release.id)}/${encodeURIComponent(release.id)}`}
                prefetch={false}
                className={ACTION_CLASS}
              >
                Changes<span className="sr-only"> of {release.version}</span>
              </Link>
            )}
            {mayMarkBad && (
              <button type="button" aria-expanded={marking} onClick={() => setMarking(!marking)} className={ACTION_CLASS}>
                {release.quarantine ? "Lift the quarantine…" : "Mark as bad…"}
                <span className="sr-only"> {release.version}</span>
              </button>
            )}
          </div>
        </div>
        {marking && <MarkForm botId={bot.id} release={release} onDone={() => setMarking(false)} />}
      </li>
    </>
  );
}
