import type { ReactNode } from "react";

const TONES = {
  plain: "border-line bg-sunk text-ink-2",
  warn: "border-warn-line bg-warn-wash text-ink",
  bad: "border-bad-line bg-bad-wash text-ink",
} as const;

/** Something a person should know before going on, in place. `bad` is announced at once. */
export function Notice({
  tone = "plain",
  children,
  className = "",
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={`rounded-md border px-3.5 py-2.5 text-base ${TONES[tone]} ${className}`}>
      {children}
    </div>
  );
}
