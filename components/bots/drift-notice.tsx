"use client";

import { useQuery } from "@tanstack/react-query";
import { queries } from "@/components/live/queries";
import { ConfigFile } from "@/components/rollbacks/config-file";
import { Command } from "@/components/ui/command";
import { Notice } from "@/components/ui/notice";
import type { BotJson } from "@/lib/bots/schemas";
import type { ConfigDrift } from "@/lib/rollbacks/schemas";
import { changedLines } from "./changed-lines";

const LOOK_EVERY_MS = 60_000;

/** After a rollback of config: the next ordinary deploy refers to the originals again, which nobody has put right yet. */
export function DriftNotice({ bot }: { bot: BotJson & { live: NonNullable<BotJson["live"]> } }) {
  const { data } = useQuery({ ...queries.configDrift(bot.id, bot.live.id), refetchInterval: LOOK_EVERY_MS, retry: false });
  const differing = (data?.items ?? []).filter(({ differs }) => differs !== false);
  if (differing.length === 0) return null;

  return (
    <Notice tone="warn" read className="mt-6">
      <h2 className="font-title break-words">{driftSentence(differing.map(({ name }) => name))}</h2>
      <ul className="mt-1 grid gap-3.5">
        {differing.map((drift) => (
          <Drift key={drift.name} drift={drift} alone={differing.length === 1} />
        ))}
      </ul>
    </Notice>
  );
}

/** The originals that the next ordinary deploy refers to again. */
function driftSentence([first = "", ...others]: string[]): string {
  const what = others.length === 0 ? `${first} back as it is` : `${others.length + 1} ConfigMaps back as they are`;
  return `The next ordinary deploy brings ${what} in the cluster.`;
}

function Drift({ drift: { name, copy, differs, diff, command, note }, alone }: { drift: ConfigDrift; alone: boolean }) {
  return (
    <li className="min-w-0">
      {!alone && <p className="version font-title break-words">{name}</p>}
      {differs && (
        <p className="text-sm break-words text-ink-2">
          {upperFirst(changedLines(diff))} from what runs, which is the copy <span className="version">{copy}</span>.
        </p>
      )}
      {note && <p className="mt-0.5 text-sm">{note}</p>}
      {diff.length > 0 && (
        <details className="group mt-1">
          <summary className="inline-flex min-h-11 items-center gap-1.5 rounded-sm text-sm text-ink-2 hover:text-ink sm:min-h-7">
            <span aria-hidden className="transition-transform group-open:rotate-90">
              ›
            </span>
            What that deploy would change<span className="sr-only"> of {name}</span>
          </summary>
          <div className="mt-1.5 mb-2 overflow-hidden rounded-lg border border-line bg-raised font-mono text-[0.78125rem] leading-5 [&>*+*]:border-t [&>*+*]:border-line">
            {diff.map((file) => (
              <ConfigFile key={`${file.map} ${file.key}`} file={file} />
            ))}
          </div>
        </details>
      )}
      {command && (
        <div className="mt-1">
          <p className="mb-1 text-sm text-ink-2">To give {name} the content that runs first, without printing it:</p>
          <Command>{command}</Command>
        </div>
      )}
    </li>
  );
}

function upperFirst(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
