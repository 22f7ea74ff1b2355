import type { Guard } from "@/lib/rollbacks/schemas";

const LOOKS: Record<Guard["outcome"], { sign: string; tone: string; said: string }> = {
  pass: { sign: "✓", tone: "text-ok", said: "fine" },
  note: { sign: "·", tone: "text-ink-2", said: "note" },
  warn: { sign: "!", tone: "font-mono text-warn", said: "careful" },
  unknown: { sign: "?", tone: "font-mono text-warn", said: "not known" },
  block: { sign: "✗", tone: "text-bad", said: "stops it" },
};
const ORDER: Guard["outcome"][] = ["block", "warn", "unknown", "pass", "note"];

/** What was checked, trouble first. */
export function GuardList({ guards }: { guards: Guard[] }) {
  const sorted = [...guards].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <ul className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
      {sorted.map(({ name, outcome, sentence }) => (
        <li
          key={name}
          data-guard={name}
          data-outcome={outcome}
          className={`flex gap-2 ${outcome === "block" || outcome === "warn" ? "sm:col-span-2" : ""}`}
        >
          <span aria-hidden className={`w-3 flex-none text-center font-medium ${LOOKS[outcome].tone}`}>
            {LOOKS[outcome].sign}
          </span>
          <span className={`min-w-0 ${outcome === "block" ? "font-medium text-bad" : ""}`}>
            <span className="sr-only">{LOOKS[outcome].said}: </span>
            {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}
