"use client";

import { useId, useState } from "react";
import type { BotJson, LivedRollout } from "@/lib/bots/schemas";
import { HistoryActs } from "./history-acts";
import { HistoryDot } from "./history-dot";
import { HistoryLife } from "./history-life";
import { HistoryMarks } from "./history-marks";
import { HistoryTimes } from "./history-times";
import { HistoryWho } from "./history-who";
import { MarkForm } from "./mark-form";

type Props = {
  bot: BotJson;
  rollout: LivedRollout;
  newer: LivedRollout | undefined;
  older: LivedRollout | undefined;
  day: string | null;
  isTarget: boolean;
  /** The address names this row. */
  isNamed: boolean;
  /** While one compares: whether this row is chosen, and to choose it or let go of it. */
  choice: { isChosen: boolean; toggle: () => void } | null;
};

export function HistoryRow({ bot, rollout, newer, older, day, isTarget, isNamed, choice }: Props) {
  const [marking, setMarking] = useState(false);
  const name = useId();
  const { release } = rollout;
  const isLive = bot.live?.id === rollout.id && !bot.archivedAt;

  return (
    <>
      {day && <li className="pt-4 text-xs text-ink-3 first-letter:uppercase first:pt-1">{day}</li>}
      <li
        id={rollout.id}
        tabIndex={-1}
        data-rollout={rollout.id}
        data-version={release.version}
        aria-current={isNamed || undefined}
        className={`relative scroll-mt-20 border-b border-line py-2.5 last:border-0 ${isNamed ? "before:absolute before:inset-y-1 before:-right-3 before:-left-2 before:-z-1 before:rounded-md before:bg-accent-wash" : ""}`}
      >
        <HistoryDot rollout={rollout} live={isLive} verdict={bot.verdict} />
        <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            {choice && <Choose {...choice} labelledBy={name} />}
            <h3 id={name} className="font-mono text-[0.9375rem] leading-5.5 font-title tracking-[-0.02em] break-all">
              {release.version}
            </h3>
            <HistoryMarks rollout={rollout} live={isLive ? bot.verdict : null} leftBy={newer} isTarget={isTarget} />
          </div>
          <HistoryTimes rollout={rollout} />
          <div className="min-w-0 text-sm text-ink-2">
            <HistoryWho rollout={rollout} from={older} />
            {release.quarantine?.reason && (
              <p className="break-words text-bad">
                {release.quarantine.by}: “{release.quarantine.reason}”
              </p>
            )}
          </div>
          <div className="sm:justify-self-end">
            <HistoryLife rollout={rollout} />
          </div>
        </div>
        {!choice && (
          <HistoryActs bot={bot} rollout={rollout} older={older} isLive={isLive} marking={marking} onMark={() => setMarking(!marking)} />
        )}
        {marking && !choice && <MarkForm botId={bot.id} release={release} onDone={() => setMarking(false)} />}
      </li>
    </>
  );
}

function Choose({ isChosen, toggle, labelledBy }: { isChosen: boolean; toggle: () => void; labelledBy: string }) {
  return (
    <label className="-my-3 -ml-3 grid size-11 flex-none place-items-center sm:-my-1 sm:-ml-2 sm:size-8">
      <input type="checkbox" checked={isChosen} onChange={toggle} aria-labelledby={labelledBy} className="size-4.5 accent-accent" />
    </label>
  );
}
