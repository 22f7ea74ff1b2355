import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "@/lib/platform/json";
import { ClusterError } from "./cluster-error";
import type { ConnectionSource } from "./connection";
import { describeClusterError } from "./describe-cluster-error";
import { inSeconds } from "./in-seconds";
import { readBody, readBytes } from "./read-body";
import { TransportError, type TransportRequest, type TransportResponse } from "./transport";
import { Wires, type Wire } from "./wires";

export type Call = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON; a text is JSON already. */
  body?: unknown;
  contentType?: string;
  /** What a success is answered with: JSON of the object, unless said otherwise. Text is read to its end like JSON, and never parsed. */
  expects?: "text" | "table";
  /** For all tries together. */
  timeoutMs?: number;
  /** Given up earlier where for so long nothing at all is heard from the cluster, to this call or another. */
  silenceMs?: number;
  signal?: AbortSignal;
  /** Asking twice does no harm: it may be repeated after a cut, a 429 or a 503. */
  safe: boolean;
};
export type Answer = { status: number; body: Json; retryAfterMs: number | null };
export type Stream = { path: string; query: Record<string, string>; signal: AbortSignal };

const CALL_TIMEOUT_MS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const TRIES = 3;
const SLICE_MS = 100;
const ACCEPTS = { object: "application/json", table: "application/json;as=Table;v=v1;g=meta.k8s.io", text: "*/*" };

/** JSON over a cluster's one connection. Rejects with `ClusterError`; whatever status the server gives is an answer. */
export class HttpClient {
  readonly #wires: Wires;
  /** How often something was heard so far. */
  #heard = 0;

  constructor(source: ConnectionSource) {
    this.#wires = new Wires(source);
  }

  async call(call: Call): Promise<Answer> {
    const timeoutMs = call.timeoutMs ?? CALL_TIMEOUT_MS;
    const endsAt = performance.now() + timeoutMs;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error("deadline")), timeoutMs);
    const { silenceMs } = call;
    let isSilent = false;
    const silence = this.#whenSilent(silenceMs, () => {
      isSilent = true;
      deadline.abort(new Error("silent"));
    });
    const stop = () => deadline.abort(new Error("stopped"));
    call.signal?.addEventListener("abort", stop);
    if (call.signal?.aborted) stop();
    try {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await this.#once(call, deadline.signal).catch((error: unknown) => {
          if (deadline.signal.aborted) throw late(call, isSilent ? (silenceMs ?? timeoutMs) : timeoutMs, error);
          if (attempt < TRIES && call.safe && !(error instanceof ClusterError) && !isNotConnected(error)) return null;
          throw translated(error, call);
        });
        if (answer === null) continue;
        if (!call.safe || attempt === TRIES || (answer.status !== 429 && answer.status !== 503)) return answer;
        const waitMs = answer.retryAfterMs ?? 500 * attempt;
        if (performance.now() + waitMs >= endsAt) return answer;
        await sleep(waitMs, undefined, { signal: deadline.signal }).catch(() => undefined);
      }
    } finally {
      clearTimeout(timer);
      clearInterval(silence);
      call.signal?.removeEventListener("abort", stop);
    }
  }

  /** Opens a watch. The body goes on until the server ends it or `signal` aborts; a refusal comes back as an `Answer`. */
  async stream({ path, query, signal }: Stream): Promise<Answer | { status: 200; stream: AsyncIterable<Buffer> }> {
    const call: Call = { method: "GET", path, query, safe: true };
    try {
      const response = await this.#send(call, true, signal);
      if (response.status === 200) return { status: 200, stream: response.body };
      return await toAnswer(response, call);
    } catch (error) {
      throw translated(error, call);
    }
  }

  close(): void {
    this.#wires.close();
  }

  /** Counted in slices, so that a process that was held up itself does not take that for silence. */
  #whenSilent(silenceMs: number | undefined, tell: () => void): NodeJS.Timeout | undefined {
    if (silenceMs === undefined) return undefined;
    let [heard, slices] = [this.#heard, 0];
    return setInterval(() => {
      slices = heard === this.#heard ? slices + 1 : 0;
      heard = this.#heard;
      if (slices * SLICE_MS >= silenceMs) tell();
    }, SLICE_MS);
  }

  async #once(call: Call, signal: AbortSignal): Promise<Answer> {
    return toAnswer(await this.#send(call, false, signal), call);
  }

  async #send(call: Call, longLived: boolean, signal: AbortSignal): Promise<TransportResponse> {
    const wire = await unlessAborted(this.#wires.current(), signal);
    // Credentials may take long to get, which says nothing about the cluster.
    this.#heard += 1;
    const response = await deliver(wire, requestFor(call, wire.connection, longLived, signal));
    this.#heard += 1;
    if (response.status !== 401) return response;

    const renewed = await unlessAborted(this.#wires.renew(wire), signal);
    if (renewed === null) return response;
    await readBody(response.body, MOST_BYTES);
    return deliver(renewed, requestFor(call, renewed.connection, longLived, signal));
  }
}

/** What nobody worked on is sent again, also when it is a write. */
async function deliver({ transport }: Wire, request: TransportRequest): Promise<TransportResponse> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transport.send(request);
    } catch (error) {
      if (attempt === TRIES || request.signal.aborted || !(error instanceof TransportError && error.kind === "untouched")) throw error;
    }
  }
}

function requestFor(
  call: Call,
  connection: { server: string; headers: Record<string, string> },
  longLived: boolean,
  signal: AbortSignal,
): TransportRequest {
  const base = new URL(connection.server).pathname.replace(/\/$/, "");
  const query = call.query && Object.keys(call.query).length > 0 ? `?${new URLSearchParams(call.query).toString()}` : "";
  const content = call.body === undefined ? {} : { "content-type": call.contentType ?? "application/json" };
  return {
    method: call.method,
    path: `${base}${call.path}${query}`,
    headers: { accept: ACCEPTS[call.expects ?? "object"], "user-agent": "lastgood", ...content, ...connection.headers },
    body: call.body === undefined || typeof call.body === "string" ? (call.body ?? null) : JSON.stringify(call.body),
    longLived,
    signal,
  };
}

async function toAnswer({ status, headers, body }: TransportResponse, call: Call): Promise<Answer> {
  const isText = call.expects === "text" && status >= 200 && status < 300;
  const json = isText ? (await readBytes(body, MOST_BYTES)).toString("utf8") : await readBody(body, MOST_BYTES);
  if (json === undefined && status >= 200 && status < 400) {
    throw new ClusterError("bad-answer", "What answers at the cluster's address does not speak as Kubernetes does.", {
      applied: call.safe ? "no" : "unknown",
    });
  }
  const seconds = Number.parseInt(headers["retry-after"] ?? "", 10);
  return { status, body: json ?? null, retryAfterMs: Number.isNaN(seconds) ? null : Math.max(0, seconds) * 1_000 };
}

function isNotConnected(error: unknown): boolean {
  return error instanceof TransportError && error.kind === "not-connected";
}

function late(call: Call, timeoutMs: number, cause: unknown): ClusterError {
  if (cause instanceof ClusterError) return cause;
  const sentence = `The cluster did not answer within ${inSeconds(timeoutMs)}.`;
  return new ClusterError("timeout", sentence, { applied: call.safe ? "no" : "unknown", cause });
}

function translated(error: unknown, call: Call): ClusterError {
  if (error instanceof ClusterError) return error;
  const untouched = error instanceof TransportError && error.kind !== "cut";
  return new ClusterError("unreachable", describeClusterError(error), { applied: untouched || call.safe ? "no" : "unknown", cause: error });
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new TransportError("not-connected", signal.reason));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
