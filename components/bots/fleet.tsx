"use client";

import { useQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import { Button } from "@/components/ui/button";
import { ScreenTitle } from "@/components/ui/screen-title";
import { SortAgain } from "@/components/ui/sort-again";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { filterWords, isFiltered, isShown, NO_FILTERS } from "./fleet-filters";
import { FLEET_ORDER } from "./fleet-rank";
import { FleetRows } from "./fleet-rows";
import { fleetSentence } from "./fleet-sentence";
import { FleetSkeleton } from "./fleet-skeleton";
import { FleetToolbar } from "./fleet-toolbar";
import { NoBots } from "./no-bots";
import { useFleetFilters } from "./use-fleet-filters";
import { useSteadyOrder } from "./use-steady-order";

/** With fewer, a phone shows them sooner than one has typed, and a search would only take height from the way to the button. */
const WORTH_A_PHONES_HEIGHT = 12;

export function Fleet() {
  const { data } = useQuery(queries.fleet());
  if (!data) return <FleetSkeleton />;
  return data.items.length === 0 ? <NoBots /> : <FleetList fleet={data.items} />;
}

function FleetList({ fleet }: { fleet: FleetLine[] }) {
  const { mayRollBack } = usePerson();
  const { filters, search, choose } = useFleetFilters();
  const { shown, changed, sortAgain } = useSteadyOrder(fleet, FLEET_ORDER);
  const { title, rest } = fleetSentence(fleet);
  const filtered = isFiltered(filters);
  const rows = filtered ? shown.filter((bot) => isShown(bot, filters)) : shown;
  const firstFailing = rows.find((bot) => bot.verdict === "failing" && !bot.activeRollback && bot.target.kind === "chosen");

  return (
    <main id="main" className="page pt-5 pb-16 sm:pt-10">
      <DocumentTitle>Fleet · Lastgood</DocumentTitle>
      <div className="flex min-h-[3.75rem] flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div aria-live="polite">
          <ScreenTitle>{title}</ScreenTitle>
          <p className="mt-1 min-h-5 text-ink-2">
            {rest}
            {!mayRollBack && " You may look; rolling back needs an operator or a lead."}
          </p>
        </div>
        <FleetToolbar
          fleet={fleet}
          filters={filters}
          onSearch={search}
          onChoose={choose}
          className={fleet.length < WORTH_A_PHONES_HEIGHT && !filtered ? "max-sm:hidden" : ""}
        />
      </div>
      <div className="relative">
        {changed > 0 && (
          <SortAgain changed={changed} onSort={sortAgain} className="absolute top-1 left-1/2 z-2 -translate-x-1/2 shadow-layer" />
        )}
        <p role="status" className={filtered && rows.length > 0 ? "pt-3 text-sm text-ink-2" : "sr-only"}>
          {filtered && rows.length > 0 && `${rows.length} of ${fleet.length} bots match.`}
        </p>
        {rows.length > 0 ? (
          <FleetRows bots={rows} redId={firstFailing?.id} />
        ) : (
          <NoMatch
            words={filterWords(filters, new Map(fleet.map(({ environment }) => [environment.name, environment.title])))}
            onClear={() => choose(NO_FILTERS)}
          />
        )}
      </div>
    </main>
  );
}

function NoMatch({ words, onClear }: { words: string; onClear: () => void }) {
  return (
    <div className="mt-5 border-t border-line pt-8" role="status">
      <p className="text-lg break-words">No bot matches {words}.</p>
      <Button className="mt-4" onClick={onClear}>
        Clear the filters
      </Button>
    </div>
  );
}
