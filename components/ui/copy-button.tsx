"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { useCopied } from "./use-copied";

/** Puts a text on the clipboard and says that it did. `label`: what it is called where its words alone do not say which. */
export function CopyButton({
  text,
  label,
  className = "",
  children,
}: {
  text: string;
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const [copied, copy] = useCopied(text);
  return (
    <Button onClick={() => void copy()} aria-label={copied ? undefined : label} className={className}>
      <span aria-live="polite">{copied ? "Copied" : children}</span>
    </Button>
  );
}
