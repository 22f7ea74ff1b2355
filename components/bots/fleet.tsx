"use client";

import { useQuery } from "@tanstack/react-query";
import { DocumentTitle } from "@/components/frame/document-title";
import { usePerson } from "@/components/frame/person-context";
import { queries } from "@/components/live/queries";
import { ScreenTitle } from "@/components/ui/screen-title";
import type { BotJson } from "@/lib/bots/schemas";
import { FleetRow } from "./fleet-row";
import { FLEET_ORDER } from "./fleet-rank";
import { fleetSentence } from "./fleet-sentence";
import { FleetSkeleton } from "./fleet-skeleton";
import { NoBots } from "./no-bots";
import { useSteadyOrder } from "./use-steady-order";

/** From here on rows off the screen are not laid out: a thousand bots scroll smoothly. */
const MANY = 100;
const MANY_ROWS = "[&>li]:[contain-intrinsic-size:auto_3.5rem] [&>li]:[content-visibility:auto]";

export function Fleet() {
  const { data } = useQuery(queries.bots());
  if (!data) return <FleetSkeleton />;
  return data.items.length === 0 ? <NoBots /> : <FleetList fleet={data.items} />;
}

function FleetList({ fleet }: { fleet: BotJson[] }) {
  const { mayRollBack } = usePerson();
  const { shown, changed, sortAgain } = useSteadyOrder(fleet, FLEET_ORDER);
  const { title, rest } = fleetSentence(fleet);
  const firstFailing = shown.find(
    (bot) => bot.verdict === "failing" && !bot.activeRollback && !bot.archivedAt && bot.target.kind === "chosen",
  );

  return (
    <main id="main" className="page pt-6 pb-16 sm:pt-10">
      <DocumentTitle>{`${title.replace(/\.$/, "")} · Lastgood`}</DocumentTitle>
      <div className="flex min-h-[3.75rem] flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div aria-live="polite">
          <ScreenTitle>{title}</ScreenTitle>
          <p className="mt-1 min-h-5 text-ink-2">
            {rest}
            {!mayRollBack && " You may look; rolling back needs an operator or a lead."}
          </p>
        </div>
        {changed > 0 && (
          <button
            type="button"
            onClick={sortAgain}
            className="min-h-11 rounded-full border border-edge/60 bg-raised px-3.5 text-sm font-medium hover:bg-sunk sm:min-h-8"
          >
            {changed} changed, sort again
          </button>
        )}
      </div>
      <ul className={`mt-6 border-t border-line ${shown.length > MANY ? MANY_ROWS : ""}`}>
        {shown.map((bot) => (
          <FleetRow key={bot.id} bot={bot} red={bot.id === firstFailing?.id} />
        ))}
      </ul>
    </main>
  );
}
