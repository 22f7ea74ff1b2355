import { Problem } from "@/components/live/problem";
import { roughWords } from "@/components/time/duration-words";

/** Nothing newer for this long is not the pace of asking any more. */
const STALE_MS = 75_000;

/** Why what a screen shows may be old, and that it is; null while it is fresh. `heardAt`: when an answer last came, in milliseconds. */
export function staleWords({ error, heardAt, now }: { error: Error | null; heardAt: number; now: number }): string | null {
  const ago = roughWords(now - heardAt);
  if (error instanceof Problem && error.code === "not-signed-in")
    return `This screen is signed out: what you see is from ${ago} ago. Sign in again to go on.`;
  if (error !== null || now - heardAt > STALE_MS) return `No news for ${ago}, trying again: what you see is from before.`;
  return null;
}
