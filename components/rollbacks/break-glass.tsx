"use client";

import { Notice } from "@/components/ui/notice";
import { CopyButton } from "@/components/ui/copy-button";
import { TimeOfDay } from "@/components/time/time-of-day";
import { Elapsed } from "@/components/time/elapsed";
import type { BreakGlass as Given } from "@/lib/rollbacks/spool/schemas";

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
      {script !== null && (
        <>
          <p className="mt-3 mb-3 text-sm text-ink-2">
            Nothing in them is hidden: values of variables and files are there as they are. Whoever runs them needs their own access to the
            cluster.
          </p>
          <CopyButton text={script} className="w-full sm:w-auto">
            Copy all {commands.length}
          </CopyButton>
          <ol className="mt-4 space-y-4">
            {commands.map(({ does, command }, index) => (
              <li key={does}>
                <div className="mb-1.5 flex items-center justify-between gap-3">
                  <p>
                    {index + 1}. {does}
                  </p>
                  <CopyButton text={command} label={`Copy: ${does}`}>
                    Copy
                  </CopyButton>
                </div>
                <pre
                  tabIndex={0}
                  aria-label={does}
                  className="max-h-40 overflow-auto rounded-md border border-line bg-sunk px-3.5 py-2.5 font-mono text-sm"
                >
                  {command}
                </pre>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
