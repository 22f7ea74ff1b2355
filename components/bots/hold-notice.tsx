"use client";

import Link from "next/link";
import { useState } from "react";
import { usePerson } from "@/components/frame/person-context";
import { roughWords } from "@/components/time/duration-words";
import { TimeOfDay } from "@/components/time/time-of-day";
import { useNow } from "@/components/time/use-now";
import { ACTION_CLASS } from "@/components/ui/action-class";
import { Notice } from "@/components/ui/notice";
import type { HoldJson } from "@/lib/bots/schemas";
import { HOLD_ACTS, HoldForm, type HoldAct } from "./hold-form";

const SOON_MS = 3_600_000;

/** "Do not bring it back": until when, by whom, and what can be done about it. One that has ended says how. */
export function HoldNotice({ hold, undoHref = null, className = "" }: { hold: HoldJson; undoHref?: string | null; className?: string }) {
  const { mayRollBack } = usePerson();
  const now = useNow({ every: 60_000 });
  const [act, setAct] = useState<HoldAct | null>(null);
  if (hold.ended) return <EndedHold hold={hold} ended={hold.ended} className={className} />;

  const left = Date.parse(hold.expiresAt) - now;
  return (
    <Notice read tone={left < SOON_MS ? "warn" : "plain"} className={className}>
      <p className="break-words text-ink">
        <span className="font-title">
          Held until <TimeOfDay at={hold.expiresAt} /> by {hold.owner}:
        </span>{" "}
        do not bring <span className="version">{hold.version}</span> back.{hold.reason !== null && ` “${hold.reason}”`}
        {left < SOON_MS && (
          <span className="block text-sm">The hold ends in {roughWords(Math.max(0, left))}. Extend it if it must stand.</span>
        )}
      </p>
      {mayRollBack && (
        <div className="flex flex-wrap gap-x-5">
          {(Object.keys(HOLD_ACTS) as HoldAct[]).map((one) => (
            <button
              key={one}
              type="button"
              aria-expanded={act === one}
              onClick={() => setAct(act === one ? null : one)}
              className={ACTION_CLASS}
            >
              {HOLD_ACTS[one].opener}
            </button>
          ))}
          {undoHref !== null && (
            <Link href={undoHref} prefetch={false} className={ACTION_CLASS}>
              Undo this rollback
            </Link>
          )}
        </div>
      )}
      {act !== null && <HoldForm key={act} hold={hold} act={act} onDone={() => setAct(null)} />}
    </Notice>
  );
}

const BECAUSE = { lifted: "lifted by", undone: "the rollback was undone by", renewed: "taken over by a rollback of" } as const;

function EndedHold({ hold, ended, className }: { hold: HoldJson; ended: NonNullable<HoldJson["ended"]>; className: string }) {
  return (
    <p className={`text-sm break-words text-ink-2 ${className}`}>
      The hold of <span className="version">{hold.version}</span> ended at <TimeOfDay at={ended.at} />:{" "}
      {ended.because === "expired" ? "its time was over" : `${BECAUSE[ended.because]} ${ended.by}`}
      {ended.reason !== null && `, “${ended.reason}”`}.
    </p>
  );
}
