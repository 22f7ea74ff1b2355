import type { Phase } from "@/lib/rollbacks/schemas";

const MARKS: Record<Phase, { sign: string; tone: string; word: string }> = {
  applying: { sign: "◌", tone: "text-ink-2", word: "runs" },
  following: { sign: "◌", tone: "text-ink-2", word: "runs" },
  verifying: { sign: "◌", tone: "text-ink-2", word: "runs" },
  recovered: { sign: "●", tone: "text-ok", word: "recovered" },
  failed: { sign: "■", tone: "text-bad", word: "failed" },
  errored: { sign: "▲", tone: "text-warn", word: "errored" },
  reverted: { sign: "■", tone: "text-bad", word: "put back" },
  superseded: { sign: "○", tone: "text-ink-2", word: "superseded" },
  aborted: { sign: "○", tone: "text-ink-2", word: "stopped" },
};

/** How a rollback ended, by shape, word and colour. */
export function PhaseMark({ phase }: { phase: Phase }) {
  const { sign, tone, word } = MARKS[phase];
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden className={`mr-1.5 inline-block w-3 text-center text-xs ${tone}`}>
        {sign}
      </span>
      {word}
    </span>
  );
}
