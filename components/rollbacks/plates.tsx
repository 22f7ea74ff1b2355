import type { ReactNode } from "react";
import { standingWords } from "@/components/bots/target-words";
import { Elapsed } from "@/components/time/elapsed";
import { TimeOfDay } from "@/components/time/time-of-day";
import type { BotJson, ReleaseJson } from "@/lib/bots/schemas";

const VERDICT_TONES = { healthy: "text-ok", degraded: "text-warn", failing: "text-bad", unknown: "text-ink-2" } as const;

/** Where from, where to. */
export function Plates({ bot, from, to, choose }: { bot: BotJson; from: ReleaseJson; to: ReleaseJson; choose: ReactNode }) {
  return (
    <div className="mt-4.5 mb-5.5 grid items-center gap-1.5 sm:grid-cols-[minmax(0,1fr)_1.75rem_minmax(0,1fr)] sm:gap-3">
      <div className="self-stretch rounded-lg border border-line px-3.5 py-3">
        <p className="font-mono text-xl leading-6.5 font-title tracking-[-0.03em] break-all">
          <span className="sr-only">from </span>
          {from.version}
        </p>
        <p className={`text-sm ${VERDICT_TONES[bot.verdict]}`}>
          {bot.verdict === "unknown" ? "not judged yet" : bot.verdict} for <Elapsed from={bot.verdictSince} rough />
        </p>
        <Digest release={from} />
      </div>
      <span aria-hidden className="justify-self-center text-xl text-ink-2 max-sm:rotate-90">
        →
      </span>
      <div className="self-stretch rounded-lg border-[1.5px] border-ink px-3.5 py-3">
        <div className="flex items-start justify-between gap-3">
          <p className="font-mono text-xl leading-6.5 font-title tracking-[-0.03em] break-all">
            <span className="sr-only">to </span>
            {to.version}
          </p>
          {choose}
        </div>
        <p className={`text-sm ${to.quarantine ? "text-bad" : to.standing === "known-good" ? "text-ok" : "text-warn"}`}>
          {standingWords(to)}
          {to.quarantine ? (
            to.quarantine.reason && `: ${to.quarantine.reason}`
          ) : to.knownGoodAt ? (
            <>
              {" since "}
              <TimeOfDay at={to.knownGoodAt} />
            </>
          ) : null}
        </p>
        <Digest release={to} />
      </div>
    </div>
  );
}

function Digest({ release: { digest, changeCause } }: { release: ReleaseJson }) {
  return (
    <p className="mt-1 text-xs break-words text-ink-3">
      <span className="font-mono" title="First digits of the release's content hash">
        {digest}
      </span>
      {changeCause && ` · ${changeCause}`}
    </p>
  );
}
