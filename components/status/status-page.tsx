"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { NoBots } from "@/components/bots/no-bots";
import { useSteadyOrder } from "@/components/bots/use-steady-order";
import { DocumentTitle } from "@/components/frame/document-title";
import { queries } from "@/components/live/queries";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { ButtonLink } from "@/components/ui/button-link";
import { ScreenTitle } from "@/components/ui/screen-title";
import { SortAgain } from "@/components/ui/sort-again";
import type { StatusJson } from "@/lib/bots/status/schemas";
import { StatusCard } from "./status-card";
import { STATUS_ORDER, statusCards } from "./status-cards";
import { statusSentence } from "./status-sentence";
import { StatusSkeleton } from "./status-skeleton";

export const ASK_EVERY_MS = 15_000;

/** How every bot is, for people who talk to customers. `environment`: the one asked for, null for all. */
export function StatusPage({ environment }: { environment: string | null }) {
  const { data } = useQuery({ ...queries.status(), refetchInterval: ASK_EVERY_MS });
  if (!data) return <StatusSkeleton />;
  if (data.items.length === 0) return <NoBots />;
  const known = data.environments.some(({ name }) => name === environment) ? environment : null;
  return <Cards key={known} status={data} environment={known} />;
}

function Cards({ status, environment }: { status: StatusJson; environment: string | null }) {
  const now = useNow({ every: 60_000 });
  const zone = useZone();
  const cards = statusCards(status, environment, { now, zone });
  const { shown, changed, sortAgain } = useSteadyOrder(cards, STATUS_ORDER);
  const { title, rest } = statusSentence(cards);
  const wall = `/status/wall${environment === null ? "" : `?environment=${encodeURIComponent(environment)}`}`;

  return (
    <main id="main" className="page page-middle pt-6 pb-16 sm:pt-9">
      <DocumentTitle>{`${title.replace(/\.$/, "")} · Lastgood`}</DocumentTitle>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div aria-live="polite" className="min-w-0">
          <ScreenTitle>{title}</ScreenTitle>
          <p className="mt-1 min-h-5 text-ink-2">{rest}</p>
        </div>
        <div className="flex items-center gap-3">
          {changed > 0 && <SortAgain changed={changed} onSort={sortAgain} />}
          <ButtonLink href={wall} className="max-sm:hidden">
            Wall screen
          </ButtonLink>
        </div>
      </div>
      <Environments status={status} environment={environment} />
      <ul className="mt-5 grid gap-3.5">
        {shown.map((card) => (
          <StatusCard key={card.id} card={card} />
        ))}
      </ul>
    </main>
  );
}

/** Which environment; not there where there is one only. */
function Environments({ status: { environments, items }, environment }: { status: StatusJson; environment: string | null }) {
  const used = environments.filter(({ name }) => items.some((bot) => bot.environment.name === name));
  if (used.length < 2) return null;
  return (
    <nav aria-label="Environment" className="mt-3 -mb-2 flex flex-wrap gap-x-5">
      {[{ name: null, title: "All" }, ...used].map(({ name, title }) => (
        <Link
          key={title}
          href={name === null ? "/status" : `/status?environment=${encodeURIComponent(name)}`}
          aria-current={name === environment ? "true" : undefined}
          className="inline-flex min-h-11 items-center text-ink-2 hover:text-ink aria-[current]:font-title aria-[current]:text-ink sm:min-h-8"
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
