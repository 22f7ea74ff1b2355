import http2 from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { Connection } from "../connection";
import { selfSigned } from "./self-signed";

export type StreamHandler = (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void;

/** An HTTP/2 server on loopback that does to each stream whatever the test wants. */
export async function http2Server(handler: StreamHandler, options: http2.SecureServerOptions = {}) {
  const { cert, key } = selfSigned();
  const sockets = new Set<Socket>();
  const sessions: http2.ServerHttp2Session[] = [];
  const server = http2.createSecureServer({ ...options, cert, key });
  server.on("secureConnection", (socket) => sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => undefined)));
  server.on("session", (session) => sessions.push(session.on("error", () => undefined)));
  server.on("stream", (stream, headers) =>
    handler(
      stream.on("error", () => undefined),
      headers,
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const connection: Connection = {
    server: `https://127.0.0.1:${port}`,
    proxyUrl: null,
    tls: { ca: cert, cert: null, key: null, servername: null, rejectUnauthorized: true },
    headers: { authorization: "Bearer token-of-the-test" },
  };
  return {
    connection,
    sessions,
    sockets,
    answerHttp1: (body: string) => server.on("request", (_, response) => void response.end(body)),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
