"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { queries } from "@/components/live/queries";
import { Moment } from "@/components/time/moment";
import { Bone } from "@/components/ui/bone";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { BotJson } from "@/lib/bots/schemas";
import type { Readiness } from "@/lib/rollbacks/readiness-schema";
import type { Guard } from "@/lib/rollbacks/schemas";
import { basisWords, inOrder, readinessWords } from "./readiness-words";
import { noTargetWords } from "./target-words";

/** It costs the cluster a dry run: no page asks more often. */
const ASK_EVERY_MS = 30_000;

/** Whether one could go back this moment: where to, what was checked, how long it will take and what that is based on. Asked while the page is in view. */
export function ReadinessCard({ bot }: { bot: BotJson }) {
  const { target, live, archivedAt } = bot;
  const isAsked = target.kind === "chosen" && !archivedAt;
  const about = `${live?.release.id} ${target.kind === "chosen" && target.release.id}`;
  const { data, error, isFetching, refetch } = useQuery({
    ...queries.readiness(bot.id, about),
    enabled: isAsked,
    staleTime: ASK_EVERY_MS - 1_000,
    refetchInterval: ASK_EVERY_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });

  return (
    <Card title="Could we go back now?">
      <div aria-busy={isFetching} className={isAsked ? "min-h-52" : ""}>
        {target.kind === "none" || archivedAt ? (
          <No because={noTargetWords(target.kind === "none" && !archivedAt ? target.because : "archived")} />
        ) : data?.kind === "target" ? (
          <Target readiness={data} isOld={error !== null} />
        ) : data?.kind === "none" ? (
          <No because={data.because} />
        ) : error ? null : (
          <Asking version={target.release.version} />
        )}
        {error && isAsked && (
          <Unanswered hasOld={data !== undefined} because={error.message} onAgain={() => void refetch()} isAsking={isFetching} />
        )}
        {data && !error && (
          <p className="mt-2.5 text-xs text-ink-2">
            Checked <Moment at={data.checkedAt} />
          </p>
        )}
      </div>
    </Card>
  );
}

function No({ because }: { because: string }) {
  return (
    <>
      <p className="font-title">No.</p>
      <p className="mt-1 text-sm text-ink-2">{because}</p>
    </>
  );
}

function Asking({ version }: { version: string }) {
  return (
    <>
      <p className="font-title">
        Asking the cluster about <span className="version">{version}</span>…
      </p>
      <div aria-hidden className="mt-4 grid grid-cols-1 gap-3.5">
        <Bone className="h-3 w-48" />
        <Bone className="h-3 w-56" />
        <Bone className="h-3 w-44" />
        <Bone className="h-3 w-52" />
      </div>
    </>
  );
}

function Target({ readiness, isOld }: { readiness: Extract<Readiness, { kind: "target" }>; isOld: boolean }) {
  const { to, mayGo, guards, expected } = readiness;
  const { before, after } = readinessWords(readiness);
  return (
    <div className={isOld ? "opacity-60" : ""}>
      <p className={`font-title text-pretty ${mayGo ? "" : "text-bad"}`}>
        {before}
        <span className="version">{to.version}</span>
        {after}
      </p>
      {mayGo && expected && <p className="mt-0.5 text-xs text-ink-2">{basisWords(expected)}</p>}
      <ul className="mt-2.5 grid gap-1.5 text-sm">
        {inOrder(guards).map((guard) => (
          <Checked key={guard.name} {...guard} />
        ))}
      </ul>
    </div>
  );
}

const LOOKS: Record<Guard["outcome"], { sign: string; tone: string; said: string }> = {
  pass: { sign: "✓", tone: "text-ok", said: "fine" },
  note: { sign: "·", tone: "text-ink-2", said: "note" },
  warn: { sign: "!", tone: "font-mono text-warn", said: "careful" },
  unknown: { sign: "?", tone: "font-mono text-warn", said: "not known" },
  block: { sign: "✗", tone: "text-bad", said: "stops it" },
};

function Checked({ name, outcome, sentence }: Guard) {
  const { sign, tone, said } = LOOKS[outcome];
  return (
    <li data-checked={name} className="flex gap-2">
      <span aria-hidden className={`w-3 flex-none text-center font-medium ${tone}`}>
        {sign}
      </span>
      <span className={`min-w-0 break-words ${outcome === "note" ? "text-ink-2" : outcome === "block" ? "font-medium text-bad" : ""}`}>
        <span className="sr-only">{said}: </span>
        {sentence}
      </span>
    </li>
  );
}

function Unanswered(props: { hasOld: boolean; because: string; onAgain: () => void; isAsking: boolean }) {
  const { hasOld, because, onAgain, isAsking } = props;
  return (
    <>
      <p className={hasOld ? "mt-2.5 text-sm" : "font-title"}>{hasOld ? "It could not be checked again." : "Nobody can tell just now."}</p>
      <p className="mt-1 text-sm break-words text-ink-2">{because}</p>
      <Button look="quiet" off={isAsking} onClick={onAgain} className="mt-1 -ml-3.5">
        {isAsking ? "Asking…" : "Ask again"}
      </Button>
    </>
  );
}
