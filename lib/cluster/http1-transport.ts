import { Agent, buildConnector, ProxyAgent, type Dispatcher } from "undici";
import type { Connection } from "./connection";
import { tlsOptions } from "./tls-options";
import { TransportError, type Transport } from "./transport";

const CONNECT_TIMEOUT_MS = 5_000;
const CALLS = 8;

/** HTTP/1.1, kept alive. Watches have connections of their own, so that they cannot use up those of the calls. */
export function http1Transport(connection: Connection): Transport {
  const neverSent = new WeakSet<object>();
  const pools = {
    calls: dispatcherFor(connection, CALLS, neverSent),
    watches: dispatcherFor(connection, undefined, neverSent),
  };
  const origin = new URL(connection.server).origin;

  return {
    async send({ method, path, headers, body, longLived, signal }) {
      try {
        const pool = longLived ? pools.watches : pools.calls;
        const answer = await pool.request({ origin, path, method: method as Dispatcher.HttpMethod, headers, body, signal });
        return { status: answer.statusCode, headers: firstValues(answer.headers), body: answer.body };
      } catch (error) {
        throw new TransportError(error instanceof Error && neverSent.has(error) ? "not-connected" : "cut", error);
      }
    },
    close() {
      for (const pool of Object.values(pools)) void pool.destroy();
    },
  };
}

function dispatcherFor(connection: Connection, connections: number | undefined, neverSent: WeakSet<object>): Dispatcher {
  const common = {
    ...(connections === undefined ? {} : { connections }),
    // Time limits are the caller's: one clock for the whole of a request.
    headersTimeout: 0,
    bodyTimeout: 0,
    // The default of 4 s would mean a TLS handshake on almost every click.
    keepAliveTimeout: 300_000,
    keepAliveMaxTimeout: 300_000,
  };
  const tls = tlsOptions(connection);
  if (connection.proxyUrl !== null) return new ProxyAgent({ ...common, uri: connection.proxyUrl, requestTls: tls });

  // Initial delay 15 s, then ten probes a second apart (libuv's choice): a dead peer is noticed within 25 s.
  const connector = buildConnector({ ...tls, timeout: CONNECT_TIMEOUT_MS, keepAlive: true, keepAliveInitialDelay: 15_000 });
  return new Agent({
    ...common,
    connect: (options, callback) =>
      connector(options, (...result) => {
        if (result[0]) neverSent.add(result[0]);
        callback(...result);
      }),
  });
}

function firstValues(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()[0] ?? ""]])),
  );
}
