"use client";

import { DocumentTitle } from "@/components/frame/document-title";
import { durationWords } from "@/components/time/duration-words";
import { useNow } from "@/components/time/use-now";
import type { RollbackJson } from "@/lib/rollbacks/schemas";

/** The tab's name: the stopwatch while it runs, the end afterwards. */
export function RunTitle({ run: { active, sentence, afterwards, startedAt, bot, to } }: { run: RollbackJson }) {
  const now = useNow({ every: 1_000, paused: !active });
  return (
    <DocumentTitle>
      {active
        ? `${durationWords(now - Date.parse(startedAt))} · ${bot.title} back to ${to.version}`
        : `${[sentence, ...afterwards.slice(0, 1)].join(" ").replace(/\.$/, "")} · ${bot.title}`}
    </DocumentTitle>
  );
}
