import type { QueryClient } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json";
import { mergeLines, type FleetLines } from "./merge-lines";

const PAUSE_MS = 150;
/** What the API answers at once; when more changed, all are read. */
const MOST = 100;
const FLEET = ["fleet"];

/** Reads the lines of bots that changed again, and not the whole fleet: of a thousand bots some change all the time. */
export function refreshLines(client: QueryClient): { add: (botId: string) => void; stop: () => void } {
  const waiting = new Set<string>();
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    timer = undefined;
    const query = client.getQueryCache().find({ queryKey: FLEET });
    // An answer that is under way may be from before the change.
    if (query?.state.fetchStatus === "fetching") return again();
    const ids = [...waiting];
    waiting.clear();
    if (!query?.isActive() || ids.length > MOST) return client.invalidateQueries({ queryKey: FLEET });
    try {
      const lines = await fetchJson<FleetLines>(`/api/v1/fleet?botIds=${ids.map(encodeURIComponent).join(",")}`, {
        signal: stopped.signal,
      });
      client.setQueryData<FleetLines>(FLEET, (fleet) => fleet && mergeLines(fleet, ids, lines));
    } catch {
      if (!stopped.signal.aborted) await client.invalidateQueries({ queryKey: FLEET });
    }
  };
  const again = () => {
    timer ??= setTimeout(() => void flush(), PAUSE_MS);
  };

  return {
    add: (botId) => {
      waiting.add(botId);
      again();
    },
    stop: () => {
      clearTimeout(timer);
      stopped.abort();
    },
  };
}
