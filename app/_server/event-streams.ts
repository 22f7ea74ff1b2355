import { AppError } from "@/lib/platform/app-error";
import { listen } from "@/lib/platform/listen";
import type { Change } from "@/lib/platform/notify";
import { EventRing } from "./event-ring";
import { services } from "./services";

export const HEARTBEAT_MS = 15_000;
const MOST_PER_OWNER = 20;
const MOST = 1_000;
/** A reader this many bytes behind is not reading: some 1,300 changes. */
const MOST_UNREAD = 128 * 1024;

type Stream = { owner: string; send(bytes: Uint8Array): void; close(): void };
const encoder = new TextEncoder();
const BEAT = encoder.encode("event: beat\ndata: {}\n\n");

/** `unsent`: what came within this turn of the event loop. */
type Hub = { streams: Set<Stream>; ring: EventRing; unsent: string; listening: AbortController | null };
const KEY = Symbol.for("lastgood.event-streams");

/** On `globalThis`: one listener in a process, and `instrumentation.ts`, which closes the streams, is bundled apart from the route that opens them. */
function hub(): Hub {
  const store = globalThis as { [KEY]?: Hub };
  return (store[KEY] ??= { streams: new Set(), ring: new EventRing(), unsent: "", listening: null });
}

type Options = {
  /** Whom the stream belongs to; how many one may have is limited. */
  owner: string;
  /** The last event that the client got when it was here before; null: it was not. */
  lastEventId: string | null;
  /** Called every 30 s; the stream ends when it throws an AppError. A database that does not answer ends nothing. */
  stillAllowed: () => Promise<void>;
  signal: AbortSignal;
};

/** Opens a server-sent event stream of changes. @throws AppError `rate-limited` */
export function openEventStream({ owner, lastEventId, stillAllowed, signal }: Options): Response {
  const { streams } = hub();
  const own = [...streams].filter((stream) => stream.owner === owner).length;
  if (own >= MOST_PER_OWNER || streams.size >= MOST) {
    throw new AppError(
      "rate-limited",
      "Too many pages follow live updates at once. Close some of them; this one still shows the truth when it is reloaded.",
    );
  }
  startListening();
  flush();

  let end = () => false;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      let beats = 0;
      const stream: Stream = {
        owner,
        send: (bytes) => {
          if ((controller.desiredSize ?? 0) >= -MOST_UNREAD) controller.enqueue(bytes);
          else if (end()) controller.error(new Error("The reader does not read."));
        },
        close: () => {
          if (end()) controller.close();
        },
      };
      const timer = setInterval(() => {
        stream.send(BEAT);
        if (++beats % 2 === 0) stillAllowed().catch((error: unknown) => error instanceof AppError && stream.close());
      }, HEARTBEAT_MS);
      end = () => {
        clearInterval(timer);
        signal.removeEventListener("abort", stream.close);
        return streams.delete(stream);
      };
      signal.addEventListener("abort", stream.close, { once: true });
      streams.add(stream);
      for (const text of welcome(lastEventId)) stream.send(encoder.encode(text));
    },
    cancel: () => void end(),
  };
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: 0 }));
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" },
  });
}

/** Ends every stream and the listener behind them, so that the process can exit. */
export function closeEventStreams(): void {
  const shared = hub();
  shared.listening?.abort();
  shared.listening = null;
  flush();
  for (const stream of shared.streams) stream.close();
}

function startListening(): void {
  const { databaseUrl, log } = services();
  const shared = hub();
  if (shared.listening) return;
  const listening = (shared.listening = new AbortController());
  const onChange = (change: Change) => broadcast("change", change);
  // Nothing was heard before the connection, so whoever is here reads again.
  const onConnect = () => broadcast("resync", {});
  void listen({ url: databaseUrl, onChange, onConnect, signal: listening.signal, log });
}

function broadcast(name: "change" | "resync", data: unknown): void {
  const shared = hub();
  if (shared.unsent === "") setImmediate(flush);
  shared.unsent += shared.ring.add(name, data);
}

/** A burst is one chunk: hundreds of changes that come at once leave no reader behind that reads. */
function flush(): void {
  const shared = hub();
  const { unsent, streams } = shared;
  shared.unsent = "";
  if (unsent === "") return;
  const bytes = encoder.encode(unsent);
  for (const stream of streams) stream.send(bytes);
}

/** A new reader learns where the stream is, so that it can come back; one who was here gets what it missed, or is told to read everything again. */
function welcome(lastEventId: string | null): string[] {
  const { ring } = hub();
  if (lastEventId === null) return [ring.event("here", {})];
  return [...(ring.since(lastEventId) ?? [ring.event("resync", {})]), ring.event("here", {})];
}
