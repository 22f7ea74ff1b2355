"use client";

import { useQuery } from "@tanstack/react-query";
import { queries } from "@/components/live/queries";
import { Bone } from "@/components/ui/bone";
import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import { coverageWords } from "./coverage-words";

/** What of the live release a rollback to it would bring back, and what no rollback touches. */
export function CoverageCard({ bot: { id, live } }: { bot: BotJson & { live: NonNullable<BotJson["live"]> } }) {
  const { data, error } = useQuery(queries.release(id, live.release.id));
  return (
    <Card title="What is covered">
      {data?.coverage ? (
        <Coverage {...coverageWords(data.coverage)} version={live.release.version} />
      ) : data ? (
        <p className="text-sm">What {live.release.version} was is not kept any more, so nothing of it can come back.</p>
      ) : error ? (
        <p className="text-sm">This could not be read: {error.message}</p>
      ) : (
        <div aria-hidden className="grid grid-cols-1 gap-2.5">
          <Bone className="h-3 w-48" />
          <Bone className="h-3 w-40" />
          <Bone className="h-3 w-52" />
        </div>
      )}
    </Card>
  );
}

function Coverage({ comesBack, stays, version }: ReturnType<typeof coverageWords> & { version: string }) {
  return (
    <>
      <p className="sr-only">Of {version} these come back:</p>
      <Points sign="✓" tone="text-ok" parts={comesBack} />
      <p className="mt-3 mb-1.5 text-xs text-ink-2">Not covered, stays as it is</p>
      <Points sign="–" tone="text-ink-3" parts={stays} />
    </>
  );
}

function Points({ sign, tone, parts }: { sign: string; tone: string; parts: string[] }) {
  return (
    <ul className="grid gap-1.5 text-sm">
      {parts.map((part) => (
        <li key={part} className="flex gap-2">
          <span aria-hidden className={`w-3 flex-none text-center ${tone}`}>
            {sign}
          </span>
          <span className="min-w-0 break-words first-letter:uppercase">{part}</span>
        </li>
      ))}
    </ul>
  );
}
