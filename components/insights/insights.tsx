"use client";

import { useQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { ScreenTitle } from "@/components/ui/screen-title";
import type { InsightsInput, InsightsJson } from "@/lib/rollbacks/insights/schemas";
import { Endings } from "./endings";
import { InsightsFilters } from "./insights-filters";
import { insightsSearch } from "./insights-search";
import { counted, insightsSentence } from "./insights-sentence";
import { InsightsSkeleton } from "./insights-skeleton";
import { RecoveryTimes } from "./recovery-times";
import { RunsTable } from "./runs-table";
import { Section } from "./section";
import { TallyTable } from "./tally-table";
import { WeeksChart } from "./weeks-chart";
import { WhatCounts } from "./what-counts";

/** How often bots were rolled back, how long it took, and how many deploys failed. */
export function Insights({ input }: { input: InsightsInput }) {
  const search = insightsSearch(input);
  const { data, error } = useQuery(queries.insights(search));
  if (!data) return <InsightsSkeleton problem={error?.message ?? null} />;
  const { title, rest } = insightsSentence(data, input);

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>Insights · Lastgood</DocumentTitle>
      <ScreenTitle>{title}</ScreenTitle>
      <p className="mt-1 min-h-5 text-ink-2">{rest}</p>
      <InsightsFilters input={input} facts={data} />
      {error && (
        <Notice tone="bad" className="mt-6">
          The figures could not be read again: {error.message} What you see may be old.
        </Notice>
      )}
      {data.all.rollbacks + data.all.deploys + data.undos === 0 ? (
        <Nothing facts={data} />
      ) : (
        <Figures facts={data} input={input} search={search} />
      )}
    </main>
  );
}

function Nothing({ facts: { watchedSince } }: { facts: InsightsJson }) {
  return (
    <p className="mt-8 max-w-xl text-lg text-ink-2">
      {watchedSince === null
        ? "Lastgood has seen none of these bots. Choose others above."
        : "There is nothing to count. Choose a longer period or other bots above; what is live now stands on the fleet."}
    </p>
  );
}

function Figures({ facts, input, search }: { facts: InsightsJson; input: InsightsInput; search: string }) {
  const { all, teams, bots, moreBots, runs, moreRuns } = facts;
  const narrowed = (more: InsightsInput) => `/insights${insightsSearch({ ...input, ...more })}`;
  return (
    <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-10">
      <Endings {...facts} />
      {all.recovered > 0 && <RecoveryTimes {...facts} />}
      {all.rollbacks > 0 && <WeeksChart {...facts} />}
      {teams.length > 1 && (
        <Section title="By team">
          <TallyTable
            label="Team"
            rows={teams.map((team) => ({
              ...team,
              key: team.team ?? "",
              name: team.team ?? "No team",
              detail: null,
              href: narrowed({ team: team.team ?? "", botId: undefined }),
            }))}
          />
        </Section>
      )}
      {bots.length > 0 && facts.bot === null && (
        <Section title="By bot" note="Bots that were rolled back, or of which a deploy failed.">
          <TallyTable
            label="Bot"
            rows={bots.map(({ bot, ...tally }) => ({
              ...tally,
              key: bot.id,
              name: bot.title,
              detail: `${bot.environment.title} · ${bot.namespace}`,
              href: narrowed({ botId: bot.id }),
            }))}
          />
          {moreBots > 0 && (
            <p className="mt-3 text-sm text-ink-2">and {counted(moreBots, "other bot")}: narrow it down above to see them.</p>
          )}
        </Section>
      )}
      {runs.length > 0 && (
        <Section title="Rollbacks">
          <RunsTable runs={runs} more={moreRuns} />
          <a href={`/api/v1/insights/rollbacks.csv${search}`} download className={buttonClass({ className: "mt-4 max-sm:w-full" })}>
            Download {counted(runs.length + moreRuns, "rollback")} as CSV
          </a>
        </Section>
      )}
      <WhatCounts />
    </div>
  );
}
