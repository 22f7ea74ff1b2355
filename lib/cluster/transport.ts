export type TransportRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  /** A watch holds its place for minutes; a call must never wait behind one. */
  longLived: boolean;
  signal: AbortSignal;
};

/** `body` must be read to its end, or the request's signal aborted. */
export type TransportResponse = { status: number; headers: Record<string, string>; body: AsyncIterable<Buffer> };

/** Bytes to the server and back: HTTP/1.1 or HTTP/2. Rejects with `TransportError`. */
export type Transport = {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Ends what is under way, too. */
  close(): void;
};

/**
 * No answer. `not-connected`: nothing was sent. `untouched`: sent, but HTTP/2 guarantees that nobody worked on it
 * (https://www.rfc-editor.org/rfc/rfc9113#section-8.7). `cut`: the server may have acted on it.
 */
export class TransportError extends Error {
  readonly kind: "not-connected" | "untouched" | "cut";

  constructor(kind: TransportError["kind"], cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? cause.message : "the connection failed"}`, { cause });
    this.name = "TransportError";
    this.kind = kind;
  }
}
