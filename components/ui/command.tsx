"use client";

import { useCopied } from "./use-copied";

/** A command to run elsewhere, with a button that copies it. */
export function Command({ children }: { children: string }) {
  const [copied, copy] = useCopied(children);

  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-sunk py-1 pr-1 pl-3.5">
      <code tabIndex={0} className="min-w-0 flex-1 overflow-x-auto font-mono text-sm whitespace-pre">
        {children}
      </code>
      <button
        type="button"
        onClick={() => void copy()}
        className="min-h-11 min-w-16 rounded-md px-3 text-sm font-medium text-ink-2 hover:bg-raised hover:text-ink sm:min-h-8"
      >
        <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
      </button>
    </div>
  );
}
