import type { ReactNode } from "react";

const TONES = {
  plain: "border-line bg-sunk text-ink-2",
  warn: "border-warn-line bg-warn-wash text-ink",
  bad: "border-bad-line bg-bad-wash text-ink",
} as const;

/** Something a person should know before going on, in place. `bad` is announced at once; `read` is one that holds more than is to be announced. */
export function Notice({
  tone = "plain",
  read = false,
  children,
  className = "",
}: {
  tone?: keyof typeof TONES;
  read?: boolean;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role={read ? undefined : tone === "bad" ? "alert" : "status"}
      className={`rounded-md border px-3.5 py-2.5 text-base ${TONES[tone]} ${className}`}
    >
      {children}
    </div>
  );
}
