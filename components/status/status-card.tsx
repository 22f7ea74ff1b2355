"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import { VerdictGlyph } from "@/components/bots/verdict-glyph";
import { usePersonIfAny } from "@/components/frame/person-context";
import { Elapsed } from "@/components/time/elapsed";
import { useNow } from "@/components/time/use-now";
import { useZone } from "@/components/time/use-zone";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { useCopied } from "@/components/ui/use-copied";
import { SupportNoteForm } from "./support-note-form";
import type { StatusCard as Card } from "./status-cards";
import { copiedWords, statusWords } from "./status-words";

const TONES = { healthy: "text-ink-2", degraded: "text-warn", failing: "text-bad", unknown: "text-ink-2" } as const;

/** One bot in sentences that can be read out or copied. */
export function StatusCard({ card }: { card: Card }) {
  const { facts, sight, bot } = card;
  const now = useNow({ every: facts.rollback?.kind === "running" ? 1_000 : 60_000 });
  const zone = useZone();
  const mayWrite = usePersonIfAny()?.mayWriteSupportNote ?? false;
  const [writing, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setWriting(false);
    opener.current?.focus();
  };
  const { name, lead, more, verdict } = statusWords(facts, sight, { now, zone });

  return (
    <li className="rounded-xl border border-line bg-raised px-4.5 pt-4 pb-2 sm:px-6 sm:pt-5.5 sm:pb-3.5">
      <h2 className="text-xl leading-7.5 font-normal tracking-[-0.015em] text-pretty">
        <span className="font-title">{name}</span> {lead}
      </h2>
      {more.length > 0 && <p className="mt-1.5 text-lg text-pretty text-ink-2">{more.join(" ")}</p>}
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 text-sm text-ink-2 sm:mt-3">
        <span className={`inline-flex items-center gap-2 font-medium ${TONES[verdict]}`}>
          <VerdictGlyph verdict={verdict} wordless />
          {verdict}
        </span>
        {sight.checkedAt !== null && (
          <span>
            {sight.seen ? "checked" : "last seen"} <Elapsed from={sight.checkedAt} rough /> ago
          </span>
        )}
        <span className="ml-auto flex flex-wrap gap-x-4">
          {bot && (
            <Link href={bot.path} prefetch={false} className={ACTION_CLASS} aria-label={`Details of ${name}`}>
              Details
            </Link>
          )}
          {bot && mayWrite && (
            <button ref={opener} type="button" aria-expanded={writing} onClick={() => setWriting(!writing)} className={ACTION_CLASS}>
              {bot.supportNote ? "Change the note…" : "Write a note…"}
            </button>
          )}
          <Copy card={card} />
        </span>
      </div>
      {bot && writing && <SupportNoteForm botId={bot.id} note={bot.supportNote} onDone={close} />}
    </li>
  );
}

function Copy({ card: { facts, sight, words } }: { card: Card }) {
  const zone = useZone();
  const now = useNow({ every: 1_000 });
  const [copied, copy] = useCopied(copiedWords(facts, sight, { now, zone }));
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={copied ? undefined : `Copy what is said of ${words.name}`}
      className={ACTION_CLASS}
    >
      <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
    </button>
  );
}
