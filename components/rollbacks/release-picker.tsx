"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { standingWords } from "@/components/bots/target-words";
import { queries } from "@/components/live/queries";
import { roughWords } from "@/components/time/duration-words";
import { Moment } from "@/components/time/moment";
import { Bone } from "@/components/ui/bone";
import type { BotJson, ReleaseJson } from "@/lib/bots/schemas";
import { healthySpans } from "./healthy-spans";
import { rankTargets } from "./rank-targets";
import { useShownAtOnce } from "./use-shown-at-once";

type Props = { bot: BotJson; chosen: string; onChoose: (releaseId: string) => void };

/** Every release one can go back to, best first; bad ones apart and last. */
export function ReleasePicker({ bot, chosen: asked, onChoose: onAsk }: Props) {
  const [chosen, show] = useShownAtOnce(asked);
  const onChoose = (releaseId: string) => {
    show(releaseId);
    onAsk(releaseId);
  };
  const { data, error } = useQuery(queries.releases(bot.id));
  const { data: history } = useInfiniteQuery(queries.rollouts(bot.id));
  const healthy = healthySpans(history?.pages.flatMap(({ items }) => items) ?? [], Date.parse(bot.sightAt));
  const targets = rankTargets(data?.items ?? [], bot.live?.release.id ?? null, healthy);
  const bad = targets.filter(({ quarantine }) => quarantine);
  const offered = targets.filter(({ quarantine }) => !quarantine);

  return (
    <fieldset className="mb-5.5 rounded-lg border border-line bg-sunk p-1.5">
      <legend className="sr-only">Roll back to</legend>
      {error && !data && <p className="px-3 py-2 text-sm text-bad">The releases could not be read: {error.message}</p>}
      <div className="max-h-72 overflow-y-auto">
        {!data && !error && <ChoicesToCome />}
        {offered.map((release) => (
          <Choice key={release.id} release={release} healthyMs={healthy.get(release.id)} chosen={chosen} onChoose={onChoose} />
        ))}
        {bad.length > 0 && (
          <p className="mt-1.5 border-t border-line px-3 pt-2.5 pb-1 text-xs text-ink-2">In quarantine: asks for the bot’s name</p>
        )}
        {bad.map((release) => (
          <Choice key={release.id} release={release} healthyMs={healthy.get(release.id)} chosen={chosen} onChoose={onChoose} />
        ))}
        {data && targets.length === 0 && <p className="px-3 py-2 text-sm text-ink-2">There is no other release.</p>}
      </div>
    </fieldset>
  );
}

function ChoicesToCome() {
  return (
    <div aria-busy>
      <span className="sr-only">Reading the releases…</span>
      {[0, 1].map((row) => (
        <div key={row} aria-hidden className="flex min-h-11 items-center gap-3 px-3 py-1.5">
          <Bone className="size-4 rounded-full" />
          <span className="grid gap-2 py-1">
            <Bone className="h-3 w-40" />
            <Bone className="h-2.5 w-28" />
          </span>
        </div>
      ))}
    </div>
  );
}

type ChoiceProps = { release: ReleaseJson; healthyMs: number | undefined; chosen: string; onChoose: (id: string) => void };

function Choice({ release, healthyMs, chosen, onChoose }: ChoiceProps) {
  const tone = release.quarantine ? "text-bad" : release.standing === "known-good" ? "text-ok" : "text-ink-2";
  return (
    <label className="flex min-h-11 items-center gap-3 rounded-md px-3 py-1.5 hover:bg-raised has-checked:bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name="target"
        value={release.id}
        checked={release.id === chosen}
        onChange={() => onChoose(release.id)}
        className="size-4 flex-none accent-ink focus-visible:outline-none"
      />
      <span className="min-w-0 flex-1">
        <span className="version font-title break-all">{release.version}</span>{" "}
        <span className={`text-sm ${tone}`}>
          {standingWords(release)}
          {healthyMs !== undefined && `, healthy for ${roughWords(healthyMs)}`}
        </span>
        <span className="block text-xs text-ink-2">
          {release.knownGoodAt ? "proved " : "first seen "}
          <Moment at={release.knownGoodAt ?? release.firstSeenAt} />
        </span>
      </span>
    </label>
  );
}
