import type { ReactNode } from "react";

const TONES = {
  plain: "border-line bg-sunk text-ink-2",
  bad: "border-bad-line bg-bad-wash text-bad",
  ok: "border-transparent bg-ok-wash text-ok",
  accent: "border-transparent bg-accent-wash text-accent",
  warn: "border-transparent bg-warn-wash text-warn",
} as const;

/** A short mark on a row: "known good", "marked bad". */
export function Tag({ tone = "plain", title, children }: { tone?: keyof typeof TONES; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={`inline-block rounded-sm border px-1.5 text-xs leading-[1.125rem] font-medium sm:whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
