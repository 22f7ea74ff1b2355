"use client";

import { useQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { SupportNoteCard } from "@/components/status/support-note-card";
import { AfterRollback } from "./after-rollback";
import { BotHead } from "./bot-head";
import { botSentence } from "./bot-sentence";
import { BotSkeleton } from "./bot-skeleton";
import { CoverageCard } from "./coverage-card";
import { DriftNotice } from "./drift-notice";
import { HealthCard } from "./health-card";
import { History } from "./history";
import { PodsCard } from "./pods-card";
import { ReadinessCard } from "./readiness-card";
import { RollbackAction } from "./rollback-action";

export function BotPage({ botId }: { botId: string }) {
  const { data: bot } = useQuery(queries.bot(botId));
  if (!bot) return <BotSkeleton />;
  const { live } = bot;

  return (
    <main id="main" className="page pt-5 pb-32 sm:pt-7 sm:pb-24">
      <DocumentTitle>{`${botSentence(bot).replace(/\.$/, "")} · Lastgood`}</DocumentTitle>
      <div className="flex items-start justify-between gap-8">
        <BotHead bot={bot} />
        <RollbackAction bot={bot} />
      </div>
      <AfterRollback bot={bot} />
      {live && !bot.archivedAt && <DriftNotice bot={{ ...bot, live }} />}
      <div className="mt-8 grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr] lg:gap-y-4">
        <div className="min-w-0 lg:row-span-2">
          <History bot={bot} />
        </div>
        <aside aria-label="Now" className="grid grid-cols-1 content-start gap-4 max-lg:row-start-1 sm:max-lg:grid-cols-2">
          {!bot.activeRollback && <ReadinessCard bot={bot} />}
          {!bot.archivedAt && (
            <>
              <PodsCard sight={bot.sight} live={bot.live} />
              <HealthCard bot={bot} />
              <SupportNoteCard bot={bot} />
            </>
          )}
        </aside>
        {live && !bot.archivedAt && (
          <div>
            <CoverageCard bot={{ ...bot, live }} />
          </div>
        )}
      </div>
    </main>
  );
}
