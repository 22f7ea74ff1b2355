import http2 from "node:http2";
import type { TLSSocket } from "node:tls";
import { TransportError, type TransportRequest, type TransportResponse } from "./transport";

const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS, NGHTTP2_CANCEL, NGHTTP2_REFUSED_STREAM } = http2.constants;

const MOST_STREAMS = 1_000;
const TICK_MS = 3_000;
const STREAM_WINDOW = 1024 * 1024;
const CONNECTION_WINDOW = 16 * 1024 * 1024;
/** Of a connection's streams, how many we use: the server still counts those that we have just ended. Watches leave room for calls, which must never queue behind them. */
const SHARE = { calls: 0.9, watches: 0.7 };

/** One HTTP/2 connection: many requests at once, and a heartbeat that notices a dead peer within 9 s. */
export class Http2Session {
  /** The server has said how many streams it takes, which Node otherwise assumes to be endless: it refuses or lets wait what is above. */
  readonly ready: Promise<void>;
  readonly #session: http2.ClientHttp2Session;
  readonly #socket: TLSSocket;
  readonly #heartbeat: NodeJS.Timeout;
  #open = 0;
  #most = 100;
  #unanswered = 0;
  #bytesAtPing = 0;
  #retired = false;

  constructor(origin: string, socket: TLSSocket, options: { tickMs?: number } = {}) {
    this.#socket = socket;
    this.#session = http2.connect(origin, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW },
      maxSessionMemory: 64,
    });
    this.#session.on("connect", () => {
      if (!this.#session.destroyed) this.#session.setLocalWindowSize(CONNECTION_WINDOW);
    });
    // Every request hears of it through its own stream.
    this.#session.on("error", () => undefined);
    this.#session.on("close", () => clearInterval(this.#heartbeat));
    this.#session.on(
      "remoteSettings",
      ({ maxConcurrentStreams }) => (this.#most = Math.min(maxConcurrentStreams ?? MOST_STREAMS, MOST_STREAMS)),
    );
    this.ready = new Promise((resolve, reject) => {
      this.#session.once("remoteSettings", () => {
        if (this.#open === 0) this.#session.unref();
        resolve();
      });
      this.#session.once("close", () =>
        reject(new TransportError("not-connected", Object.assign(new Error("closed at once"), { code: "ECONNRESET" }))),
      );
    });
    this.ready.catch(() => undefined);
    this.#heartbeat = setInterval(() => this.#beat(), options.tickMs ?? TICK_MS).unref();
  }

  get gone(): boolean {
    return this.#retired || this.#session.closed || this.#session.destroyed;
  }

  get destroyed(): boolean {
    return this.#session.destroyed;
  }

  hasRoom(longLived: boolean): boolean {
    return this.#open < Math.max(1, Math.floor(this.#most * (longLived ? SHARE.watches : SHARE.calls)));
  }

  send({ method, path, headers, body, signal }: TransportRequest): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new TransportError("untouched", signal.reason));
      let stream: http2.ClientHttp2Stream;
      try {
        stream = this.#session.request(
          { ...headers, [HTTP2_HEADER_METHOD]: method, [HTTP2_HEADER_PATH]: path },
          { endStream: body === null },
        );
      } catch (error) {
        return reject(new TransportError("untouched", error));
      }
      const bytesBefore = this.#socket.bytesRead;
      let answered = false;
      const abort = () => {
        // Not one byte since we asked: the line is probably dead, and the next call must not wait on it.
        if (!answered && this.#socket.bytesRead === bytesBefore) this.retire();
        const reason: unknown = signal.reason;
        stream.close(NGHTTP2_CANCEL);
        stream.destroy(reason instanceof Error ? reason : new Error("aborted"));
      };
      signal.addEventListener("abort", abort, { once: true });
      if (this.#open++ === 0) this.#session.ref();

      stream.on("response", (received) => {
        answered = true;
        resolve({ status: Number(received[HTTP2_HEADER_STATUS]), headers: plainHeaders(received), body: stream });
      });
      stream.on("error", (error) => reject(new TransportError(stream.rstCode === NGHTTP2_REFUSED_STREAM ? "untouched" : "cut", error)));
      stream.on("close", () => {
        signal.removeEventListener("abort", abort);
        if (--this.#open === 0) this.#session.unref();
        reject(
          new TransportError(
            stream.rstCode === NGHTTP2_REFUSED_STREAM ? "untouched" : "cut",
            Object.assign(new Error("closed before an answer came"), { code: "ECONNRESET" }),
          ),
        );
      });
      if (body !== null) stream.end(body);
    });
  }

  /** Takes no new request; those under way go on until they end or the heartbeat finds the line dead. */
  retire(): void {
    this.#retired = true;
    if (!this.#session.destroyed) this.#session.close();
  }

  destroy(): void {
    this.#session.destroy();
  }

  /** Two beats without an answer, not one: after this process itself was stuck, a timer fires before the answer that waits in the socket is read. */
  #beat(): void {
    if (this.#session.destroyed) return clearInterval(this.#heartbeat);
    if (this.#unanswered > 0 && this.#socket.bytesRead === this.#bytesAtPing) {
      this.#unanswered += 1;
      if (this.#unanswered > 2) this.#session.destroy(Object.assign(new Error("the connection went silent"), { code: "ETIMEDOUT" }));
      return;
    }
    this.#unanswered = 1;
    this.#bytesAtPing = this.#socket.bytesRead;
    this.#session.ping(() => {
      this.#unanswered = 0;
    });
  }
}

function plainHeaders(headers: http2.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()[0] ?? ""]])),
  );
}
