"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import type { InsightsInput, InsightsJson } from "@/lib/rollbacks/insights/schemas";
import { insightsSearch, withPeriod } from "./insights-search";

const PERIODS = [
  { period: undefined, words: "30 days" },
  { period: "90d", words: "90 days" },
  { period: "1y", words: "1 year" },
] as const;
const CONTROL = "min-h-11 rounded-md border border-edge/60 bg-raised px-2.5 sm:min-h-9";

type Props = { input: InsightsInput; facts: Pick<InsightsJson, "environments" | "teamNames" | "bot" | "from" | "to"> };

/** Which time and which bots: all of it stands in the address. */
export function InsightsFilters({ input, facts }: Props) {
  const { environments, teamNames, bot } = facts;
  const router = useRouter();
  const go = (next: InsightsInput) => router.push(`/insights${insightsSearch(next)}`, { scroll: false });
  const isCustom = input.from !== undefined;

  return (
    <div className="mt-5 flex flex-wrap items-center gap-2 text-sm">
      <nav aria-label="Period" className="flex flex-wrap gap-2">
        {PERIODS.map(({ period, words }) => {
          const isChosen = !isCustom && (input.period ?? "30d") === (period ?? "30d");
          return (
            <Link
              key={words}
              href={`/insights${insightsSearch(withPeriod(input, { period }))}`}
              scroll={false}
              aria-current={isChosen ? "true" : undefined}
              className={`${CONTROL} inline-flex items-center font-medium hover:bg-sunk aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper`}
            >
              {words}
            </Link>
          );
        })}
      </nav>
      <Days key={`${input.from} ${input.to}`} input={input} facts={facts} onChoose={(days) => go(withPeriod(input, days))} />
      {environments.length > 1 && (
        <Select
          label="Environment"
          value={input.environment}
          all="All environments"
          options={environments.map(({ name, title }) => [name, title])}
          onChoose={(environment) => go({ ...input, environment, botId: undefined })}
        />
      )}
      {teamNames.length > 0 && (
        <Select
          label="Team"
          value={input.team}
          all="All teams"
          options={[...teamNames.map((name): [string, string] => [name, name]), ["", "No team"]]}
          onChoose={(team) => go({ ...input, team, botId: undefined })}
        />
      )}
      {input.botId !== undefined && (
        <Link
          href={`/insights${insightsSearch({ ...input, botId: undefined })}`}
          scroll={false}
          className={`${CONTROL} inline-flex items-center gap-1.5`}
        >
          {bot?.title ?? "No such bot"}
          <span aria-hidden>×</span>
          <span className="sr-only">: show all bots</span>
        </Link>
      )}
    </div>
  );
}

/** `null` in an option's place would be the text "null": all is the option that no value can be. */
const ALL = " all";

function Select(props: {
  label: string;
  value: string | undefined;
  all: string;
  options: [string, string][];
  onChoose: (value: string | undefined) => void;
}) {
  const { label, value = ALL, all, options, onChoose } = props;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value === ALL ? undefined : target.value)}
      className={`${CONTROL} max-w-full`}
    >
      <option value={ALL}>{all}</option>
      {options.map(([name, title]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}

type DaysProps = Props & { onChoose: (days: { from: string; to: string }) => void };

function Days({ input, facts, onChoose }: DaysProps) {
  const id = useId();
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        onChoose({ from: String(form.get("from")), to: String(form.get("to")) });
      }}
    >
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-from`} className="text-ink-2 max-sm:w-14">
          or from
        </label>
        <input
          id={`${id}-from`}
          type="date"
          name="from"
          required
          defaultValue={input.from ?? facts.from.slice(0, 10)}
          className={CONTROL}
        />
      </span>
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-to`} className="text-ink-2 max-sm:w-14">
          to
        </label>
        <input id={`${id}-to`} type="date" name="to" required defaultValue={input.to ?? facts.to.slice(0, 10)} className={CONTROL} />
      </span>
      <Button type="submit">Show</Button>
    </form>
  );
}
