"use client";

import { useEffect, useRef, useState } from "react";
import { useKeys } from "@/components/palette/use-keys";
import type { FleetLine } from "@/lib/bots/fleet-schemas";
import { filtersOf, type FleetFilters } from "./fleet-filters";

const VERDICTS = [
  ["failing", "Failing"],
  ["degraded", "Degraded"],
  ["healthy", "Healthy"],
  ["unknown", "Not judged"],
] as const;

/** What of the fleet is shown: a search, and a choice for whatever the bots differ in. */
export function FleetToolbar({
  fleet,
  filters,
  onSearch,
  onChoose,
  className,
}: {
  fleet: readonly FleetLine[];
  filters: FleetFilters;
  onSearch: (q: string) => void;
  onChoose: (some: Partial<FleetFilters>) => void;
  className: string;
}) {
  const environments = [...new Map(fleet.map(({ environment }) => [environment.name, environment.title]))];
  const teams = [...new Set(fleet.flatMap(({ team }) => team ?? []))].sort((a, b) => a.localeCompare(b, "en"));
  return (
    <search className={`flex w-full flex-wrap items-center gap-2 sm:w-auto ${className}`}>
      <Search q={filters.q} onSearch={onSearch} />
      {(environments.length > 1 || filters.environment !== "") && (
        <Choice
          label="Environment"
          any="All environments"
          value={filters.environment}
          options={environments}
          onChoose={(environment) => onChoose({ environment })}
        />
      )}
      <Choice label="Verdict" any="Any verdict" value={filters.verdict} options={VERDICTS} onChoose={(verdict) => onChoose({ verdict })} />
      {(teams.length > 0 || filters.team !== "") && (
        <Choice
          label="Team"
          any="All teams"
          value={filters.team}
          options={teams.map((team) => [team, team] as const)}
          onChoose={(team) => onChoose({ team })}
        />
      )}
    </search>
  );
}

const FIELD = "min-h-11 rounded-md border border-edge/60 bg-raised text-base hover:border-edge sm:min-h-9 sm:text-sm";

function Search({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  useKeys({ "/": () => input.current?.select() });

  // While one types here, the address follows; it leads when it changes by other hands: the back button, or filters that are cleared.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(q);
  }, [q]);
  useEffect(() => {
    const onBack = () => setText(filtersOf(new URLSearchParams(window.location.search)).q);
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, []);

  const write = (next: string) => {
    setText(next);
    onSearch(next);
  };
  return (
    <span className="relative min-w-0 flex-1 basis-40 sm:w-56 sm:flex-none">
      <input
        ref={input}
        type="search"
        aria-label="Search bots"
        aria-keyshortcuts="/"
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text !== "") write("");
          else input.current?.blur();
        }}
        className={`${FIELD} w-full px-3 placeholder:text-ink-3 sm:pr-8`}
      />
      <kbd
        aria-hidden
        className={`pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 rounded-sm border border-line-2 px-1.5 font-mono text-xs text-ink-3 max-sm:hidden ${text === "" ? "" : "hidden"}`}
      >
        /
      </kbd>
    </span>
  );
}

type Options = readonly (readonly [value: string, title: string])[];

function Choice({
  label,
  any,
  value,
  options,
  onChoose,
}: {
  label: string;
  any: string;
  value: string;
  options: Options;
  onChoose: (value: string) => void;
}) {
  const isKnown = value === "" || options.some(([known]) => known === value);
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className={`${FIELD} max-w-full px-2.5 max-sm:flex-1 max-sm:basis-28 ${value === "" ? "text-ink-2" : "border-ink-3 text-ink"}`}
    >
      <option value="">{any}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {options.map(([name, title]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}
