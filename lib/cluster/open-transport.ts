import type { TLSSocket } from "node:tls";
import { connectTls } from "./connect-tls";
import type { Connection } from "./connection";
import { http1Transport } from "./http1-transport";
import { Http2Session } from "./http2-session";
import { http2Transport } from "./http2-transport";
import type { Transport } from "./transport";

/** Connects and takes what the server offers: HTTP/2 if it can, else HTTP/1.1. Plain `http://` and proxies are HTTP/1.1. */
export async function openTransport(connection: Connection): Promise<Transport> {
  const server = new URL(connection.server);
  if (server.protocol === "http:" || connection.proxyUrl !== null) return http1Transport(connection);

  const socket = await connectTls(connection);
  if (socket.alpnProtocol !== "h2") {
    socket.destroy();
    return http1Transport(connection);
  }
  const another = async () => sessionOn(await connectTls(connection), server.origin);
  return http2Transport(await sessionOn(socket, server.origin), another);
}

async function sessionOn(socket: TLSSocket, origin: string): Promise<Http2Session> {
  const session = new Http2Session(origin, socket);
  await session.ready;
  return session;
}
