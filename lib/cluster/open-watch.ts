import { isObject, type JsonObject } from "@/lib/platform/json";
import { ClusterError } from "./cluster-error";
import { refusal } from "./expect-answer";
import type { HttpClient } from "./http-client";
import { inSeconds } from "./in-seconds";
import { splitLines } from "./split-lines";
import { Expired, Throttled } from "./watch-faults";

/** The first answer comes at once, also when nothing happens. */
const OPEN_WITHIN_MS = 15_000;
/** A ConfigMap of 1 MiB may be six times that in JSON: `<` and control characters are written as `\\u003c`. */
const MOST_BYTES_OF_EVENT = 8 * 1024 * 1024;

export type OpenWatch = {
  http: HttpClient;
  path: string;
  version: string;
  seconds: number;
  inactivityMs: number;
  signal: AbortSignal;
  onOpen: () => void;
};
export type RawEvent = { type: string; object: JsonObject };

/**
 * The events of one watch, from its request to its end. A silent server is as good as a gone one: after `inactivityMs` without a byte it is given up.
 *
 * @throws Expired, Throttled, ClusterError
 */
export async function* openWatch({ http, path, version, seconds, inactivityMs, signal, onOpen }: OpenWatch): AsyncGenerator<RawEvent> {
  const ending = new AbortController();
  const silentFor = (ms: number) => () =>
    ending.abort(new ClusterError("timeout", `The cluster sent nothing for ${inSeconds(ms)}.`, { applied: "no" }));
  const openMs = Math.min(OPEN_WITHIN_MS, inactivityMs);
  let timer = setTimeout(silentFor(openMs), openMs);
  const stop = () => ending.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    const query = { watch: "1", allowWatchBookmarks: "true", resourceVersion: version, timeoutSeconds: String(seconds) };
    const answer = await http.stream({ path, query, signal: ending.signal });
    if (!("stream" in answer)) {
      if (answer.status === 410) throw new Expired();
      if (answer.status === 429 || answer.status === 503) throw new Throttled(answer.retryAfterMs);
      throw refusal(answer, "no");
    }
    onOpen();
    clearTimeout(timer);
    timer = setTimeout(silentFor(inactivityMs), inactivityMs);
    const alive = refreshing(answer.stream, timer);
    for await (const line of splitLines(alive, MOST_BYTES_OF_EVENT)) yield parse(line);
  } catch (error) {
    throw ending.signal.aborted && ending.signal.reason instanceof ClusterError ? ending.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    ending.abort(new Error("the watch is over"));
  }
}

async function* refreshing(stream: AsyncIterable<Buffer>, timer: NodeJS.Timeout): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    timer.refresh();
    yield chunk;
  }
}

function parse(line: string): RawEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    event = null;
  }
  if (!isObject(event) || typeof event.type !== "string" || !isObject(event.object)) {
    throw new ClusterError("bad-answer", "What answers at the cluster's address does not speak as Kubernetes does.", { applied: "no" });
  }
  if (event.type === "ERROR")
    throw event.object.code === 410
      ? new Expired()
      : refusal({ status: Number(event.object.code) || 500, body: event.object, retryAfterMs: null }, "no");
  return { type: event.type, object: event.object };
}
