"use client";

import { useRouter } from "next/navigation";
import { standingWords } from "@/components/bots/target-words";
import { TimeOfDay } from "@/components/time/time-of-day";
import type { BotRef, ReleaseJson } from "@/lib/bots/schemas";
import type { ReleaseComparison } from "@/lib/rollbacks/schemas";
import { ComparisonPicker } from "./comparison-picker";

/** The two sides of a comparison; either may be another release, of this bot or of the same bot in another environment. */
export function ComparisonPlates({ comparison: { from, to, fromBot, toBot, bots } }: { comparison: ReleaseComparison }) {
  const router = useRouter();
  const go = (one: string, other: string) => router.push(`/diff/${encodeURIComponent(one)}/${encodeURIComponent(other)}`);
  return (
    <div className="mt-4.5 mb-5.5 grid items-center gap-1.5 sm:grid-cols-[minmax(0,1fr)_1.75rem_minmax(0,1fr)] sm:gap-3">
      <Plate release={from} bot={fromBot}>
        <ComparisonPicker label="From" bots={bots} bot={fromBot} chosen={from} onChoose={(id) => go(id, to.id)} />
      </Plate>
      <button
        type="button"
        onClick={() => go(to.id, from.id)}
        title="The other way round"
        className="grid size-11 place-items-center justify-self-center rounded-md text-xl text-ink-2 hover:bg-sunk hover:text-ink max-sm:rotate-90 sm:size-7"
      >
        <span aria-hidden>→</span>
        <span className="sr-only">Compare the other way round</span>
      </button>
      <Plate release={to} bot={toBot}>
        <ComparisonPicker label="To" bots={bots} bot={toBot} chosen={to} onChoose={(id) => go(from.id, id)} />
      </Plate>
    </div>
  );
}

function Plate({ release, bot, children }: { release: ReleaseJson; bot: BotRef; children: React.ReactNode }) {
  const { quarantine, standing, firstSeenAt, changeCause, digest } = release;
  return (
    <div className="self-stretch rounded-lg border border-line bg-raised px-3.5 py-3">
      {children}
      <p className={`mt-1 text-sm ${quarantine ? "text-bad" : standing === "known-good" ? "text-ok" : "text-ink-2"}`}>
        {standingWords(release)}
        {quarantine?.reason && `: ${quarantine.reason}`}
      </p>
      <p className="mt-1 text-xs break-words text-ink-3">
        {bot.environment.title} · first seen <TimeOfDay at={firstSeenAt} /> ·{" "}
        <span className="font-mono" title="First digits of the release's content hash">
          {digest}
        </span>
        {changeCause && ` · ${changeCause}`}
      </p>
    </div>
  );
}
