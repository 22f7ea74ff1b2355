"use client";

import { useState } from "react";

/** A command to run elsewhere, with a button that copies it. */
export function Command({ children }: { children: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(children);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };

  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-sunk py-1 pr-1 pl-3.5">
      <code tabIndex={0} className="min-w-0 flex-1 overflow-x-auto font-mono text-sm whitespace-pre">
        {children}
      </code>
      <button
        type="button"
        onClick={copy}
        className="min-h-11 min-w-16 rounded-md px-3 text-sm font-medium text-ink-2 hover:bg-raised hover:text-ink sm:min-h-8"
      >
        <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
      </button>
    </div>
  );
}
