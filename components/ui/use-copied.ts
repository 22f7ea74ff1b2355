import { useState } from "react";

/** Puts a text on the clipboard, and says for 2 s that it did. */
export function useCopied(text: string): [copied: boolean, copy: () => Promise<void>] {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return [copied, copy];
}
