import type { Change } from "./stale-keys";

const RETRY_MS = 3_000;

type Listeners = {
  onOpen: () => void;
  onBroken: () => void;
  onChange: (change: Change) => void;
  /** Something may have been missed: everything on the page is to be read again. */
  onResync: () => void;
};

/** Follows `/api/v1/events` and opens it again by itself whenever it breaks. Returns how to stop. */
export function openEventStream({ onOpen, onBroken, onChange, onResync }: Listeners): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource("/api/v1/events");
    source.onopen = () => {
      onOpen();
      onResync(); // also the first time: what the page was rendered from is older than the stream
    };
    source.addEventListener("change", ({ data }: MessageEvent<string>) => onChange(JSON.parse(data) as Change));
    source.addEventListener("resync", onResync);
    source.onerror = () => {
      onBroken();
      // A browser retries a dropped stream by itself, but gives up for good after an HTTP error.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
  };
  open();

  return () => {
    clearTimeout(retry);
    source?.close();
  };
}
