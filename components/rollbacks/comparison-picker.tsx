"use client";

import { useQueries } from "@tanstack/react-query";
import { useId } from "react";
import { queries } from "@/components/live/queries";
import type { BotRef, ReleaseJson } from "@/lib/bots/schemas";

type Props = { label: string; bots: BotRef[]; bot: BotRef; chosen: ReleaseJson; onChoose: (releaseId: string) => void };

/** Which release one side is: any of the bots of this name, by environment. */
export function ComparisonPicker({ label, bots, bot, chosen, onChoose }: Props) {
  const id = useId();
  const lists = useQueries({ queries: bots.map((each) => queries.releases(each.id)) });

  return (
    <div>
      <label htmlFor={id} className="block text-xs text-ink-2">
        {label}
      </label>
      <select
        id={id}
        value={chosen.id}
        onChange={({ target }) => onChoose(target.value)}
        className="-ml-1 block min-h-11 w-full max-w-full rounded-sm bg-raised font-mono text-lg font-title text-ellipsis sm:min-h-8"
      >
        {bots.map((each, index) => (
          <optgroup key={each.id} label={placeOf(each, bots)}>
            {(lists[index]?.data?.items ?? (each.id === bot.id ? [chosen] : [])).map(({ id: releaseId, version, quarantine }) => (
              <option key={releaseId} value={releaseId}>
                {version}
                {quarantine ? " (quarantined)" : ""}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** The environment, and the namespace where two bots of one name live in it. */
function placeOf({ environment, namespace }: BotRef, bots: readonly BotRef[]): string {
  const isAlone = bots.filter((other) => other.environment.name === environment.name).length === 1;
  return isAlone ? environment.title : `${environment.title}, ${namespace}`;
}
