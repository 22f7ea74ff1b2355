import type { QueryClient, QueryKey } from "@tanstack/react-query";

const PAUSE_MS = 150;

const UNTOUCHED = ["plan", "readiness", "audit-entry", "audit-chain"];

/**
 * Plans and readiness cost the cluster a dry run: the dialog and the card know themselves when to ask again. An audit entry never changes, and how far the
 * chain was recomputed is not to begin anew because something happened.
 */
const isReading = ({ queryKey: [first] }: { queryKey: QueryKey }) => !UNTOUCHED.includes(String(first));

/**
 * Gathers keys for a moment and refetches each once: a deploy is a burst of events. A key whose fetch is under way waits for it to end
 * and is fetched again, because that answer may be from before the change.
 */
export function refreshLater(client: QueryClient): { add: (keys: QueryKey[]) => void; stop: () => void } {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    for (const [name, queryKey] of waiting) {
      if (client.isFetching({ queryKey, predicate: isReading }) > 0) continue;
      waiting.delete(name);
      void client.invalidateQueries({ queryKey, predicate: isReading });
    }
    if (waiting.size > 0) timer = setTimeout(flush, PAUSE_MS);
  };

  return {
    add: (keys) => {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, PAUSE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
