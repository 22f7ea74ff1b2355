"use client";

import { Notice } from "@/components/ui/notice";
import { TimeOfDay } from "@/components/time/time-of-day";
import { Elapsed } from "@/components/time/elapsed";
import type { BreakGlass as Given } from "@/lib/rollbacks/spool/schemas";
import { CommandList } from "./command-list";

/** With the database gone: what a person can paste into a terminal instead of pressing the button. */
export function BreakGlass({ given }: { given: Given }) {
  const { bot, from, to, sentence, commands, script, knownAt, goneSince } = given;
  return (
    <section aria-label="Commands" className="mt-4.5 mb-4">
      <Notice tone="bad">
        <p className="font-title">
          PostgreSQL cannot be reached since <TimeOfDay at={goneSince} />, so Lastgood does nothing by itself.
        </p>
        {script !== null && (
          <p className="mt-1 text-ink-2">
            These lines take {bot} from <span className="version">{from}</span> back to <span className="version">{to}</span>, from what was
            known <Elapsed from={knownAt} /> ago.
          </p>
        )}
      </Notice>
      <p className="mt-3 text-ink-2">{sentence}</p>
      {script !== null && <CommandList commands={commands} script={script} />}
    </section>
  );
}
