import type { Change } from "./stale-keys";

const RETRY_MS = 3_000;
/** The server says each 15 s that it is there: a connection that is silent for longer is dead, whatever the browser thinks of it. */
const SILENT_MS = 40_000;

type Listeners = {
  onOpen: () => void;
  onBroken: () => void;
  onChange: (change: Change) => void;
  /** Something may have been missed: everything on the page is to be read again. */
  onResync: () => void;
};

/** Follows `/api/v1/events` and opens it again by itself whenever it breaks, from the last event on. Returns how to stop. */
export function openEventStream({ onOpen, onBroken, onChange, onResync }: Listeners): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let lastId = "";

  const open = () => {
    const opened = (source = new EventSource(
      lastId === "" ? "/api/v1/events" : `/api/v1/events?lastEventId=${encodeURIComponent(lastId)}`,
    ));
    const heard = ({ lastEventId = "" }: { lastEventId?: string } = {}) => {
      if (lastEventId !== "") lastId = lastEventId;
      clearTimeout(silence);
      silence = setTimeout(again, SILENT_MS);
    };
    const again = () => {
      onBroken();
      opened.close();
      retry = setTimeout(open, RETRY_MS);
    };
    opened.onopen = () => {
      heard();
      onOpen();
      // What the page was rendered from is older than the stream; later on the server says what was missed.
      if (lastId === "") onResync();
    };
    opened.addEventListener("here", heard);
    opened.addEventListener("beat", heard);
    opened.addEventListener("change", (event: MessageEvent<string>) => {
      heard(event);
      onChange(JSON.parse(event.data) as Change);
    });
    opened.addEventListener("resync", (event) => {
      heard(event);
      onResync();
    });
    opened.onerror = () => {
      clearTimeout(silence);
      // A browser retries a dropped stream by itself, but gives up for good after an HTTP error.
      if (opened.readyState === EventSource.CLOSED) again();
      else onBroken();
    };
  };
  open();

  return () => {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
  };
}
