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
  const differing = (data?.items ?? []).filter(({ differs, note }) => differs || (differs === null && note));
  if (differing.length === 0) return null;

  return (
    <Notice tone="warn" className="mt-6">
      <h2 className="font-title">The next ordinary deploy brings other config than what runs.</h2>
      <p className="mt-0.5 text-sm text-pretty text-ink-2">
        A rollback restored {differing.length === 1 ? "this ConfigMap as a copy" : "these ConfigMaps as copies"}. A manifest refers to the{" "}
        {differing.length === 1 ? "original, which is" : "originals, which are"} as before. Put {differing.length === 1 ? "it" : "them"}{" "}
        right first.
      </p>
      <ul className="mt-2.5 grid gap-3.5">
        {differing.map((drift) => (
          <Drift key={drift.name} drift={drift} />
        ))}
      </ul>
    </Notice>
  );
}

function Drift({ drift: { name, copy, diff, command, note } }: { drift: ConfigDrift }) {
  return (
    <li className="min-w-0">
      <p className="break-words">
        <span className="version font-title">{name}</span>
        <span className="text-sm text-ink-2">
          {" "}
          {changedLines(diff)} from <span className="version">{copy}</span>, which runs.
        </span>
      </p>
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
          <p className="mb-1 text-sm text-ink-2">To give {name} the content that runs, without printing it:</p>
          <Command>{command}</Command>
        </div>
      )}
    </li>
  );
}
