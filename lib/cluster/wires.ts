import { createHash } from "node:crypto";
import type { Connection, ConnectionSource } from "./connection";
import { openTransport } from "./open-transport";
import type { Transport } from "./transport";

const RENEW_AT_MOST_EVERY_MS = 5_000;

/** A connection with its transport. */
export type Wire = { connection: Connection; transport: Transport };

/** The one transport to a cluster. New headers go over it as it is; a new address, authority or client certificate opens another. */
export class Wires {
  readonly #source: ConnectionSource;
  #open: { identity: string; transport: Promise<Transport> } | null = null;
  #renewing: Promise<Connection> | null = null;
  #renewedAt = -Infinity;
  #closed = false;

  constructor(source: ConnectionSource) {
    this.#source = source;
  }

  async current(): Promise<Wire> {
    return this.#wireFor(await this.#source.current());
  }

  /** After a 401: a wire with credentials loaded anew. null: that was done a moment ago and the server would not have them either. */
  async renew(refused: Wire): Promise<Wire | null> {
    if ((await this.#source.current()) === refused.connection) {
      if (!this.#renewing && performance.now() - this.#renewedAt < RENEW_AT_MOST_EVERY_MS) return null;
      this.#renewing ??= this.#source.renew().finally(() => {
        this.#renewing = null;
        this.#renewedAt = performance.now();
      });
      await this.#renewing;
    }
    return this.current();
  }

  close(): void {
    this.#closed = true;
    this.#open?.transport.then((transport) => transport.close()).catch(() => undefined);
  }

  async #wireFor(connection: Connection): Promise<Wire> {
    if (this.#closed) throw new Error("this cluster's connection was closed");
    const identity = identityOf(connection);
    if (this.#open?.identity !== identity) {
      this.#open?.transport.then((transport) => transport.close()).catch(() => undefined);
      const open = { identity, transport: openTransport(connection) };
      this.#open = open;
      open.transport.catch(() => {
        if (this.#open === open) this.#open = null;
      });
    }
    return { connection, transport: await this.#open.transport };
  }
}

function identityOf({ server, proxyUrl, tls }: Connection): string {
  return createHash("sha256")
    .update(JSON.stringify([server, proxyUrl, tls]))
    .digest("hex");
}
