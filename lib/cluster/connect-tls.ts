import tls, { type TLSSocket } from "node:tls";
import type { Connection } from "./connection";
import { tlsOptions } from "./tls-options";
import { TransportError } from "./transport";

const CONNECT_TIMEOUT_MS = 5_000;

/** A TLS connection to the API server, made or failed within 5 s, that offers HTTP/2. Rejects with `TransportError`. */
export function connectTls(connection: Connection): Promise<TLSSocket> {
  const server = new URL(connection.server);
  return new Promise((resolve, reject) => {
    const host = server.hostname.replace(/^\[|\]$/g, "");
    const socket = tls.connect({
      host,
      port: Number(server.port || 443),
      ALPNProtocols: ["h2", "http/1.1"],
      ...nameOf(host),
      ...tlsOptions(connection),
    });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new TransportError("not-connected", error));
    };
    const failClosed = () => fail(Object.assign(new Error("closed during the TLS handshake"), { code: "ECONNRESET" }));
    const timer = setTimeout(() => fail(Object.assign(new Error("connect timeout"), { code: "ETIMEDOUT" })), CONNECT_TIMEOUT_MS);
    socket.once("error", fail);
    socket.once("close", failClosed);
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      socket.off("close", failClosed).off("error", fail);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, 15_000);
      resolve(socket);
    });
  });
}

/** A server name is for names only: https://www.rfc-editor.org/rfc/rfc6066#section-3 */
function nameOf(host: string): { servername?: string } {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}
