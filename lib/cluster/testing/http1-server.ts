import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Connection, ConnectionSource } from "../connection";

export type Asked = { method: string; path: string; query: URLSearchParams; headers: http.IncomingHttpHeaders; body: string };
export type Handler = (asked: Asked, response: http.ServerResponse, socket: Socket) => void;

export const TOKEN = "canary-5f2c9e0b-token";

/** A plain HTTP server on loopback that answers whatever the test wants, and remembers what it was asked. */
export async function http1Server(handler: Handler) {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://test");
      const one = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      handler(one, response, request.socket);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    sockets,
    connections: () => connections,
    stop,
    startAgain: () => listen(port),
    [Symbol.asyncDispose]: stop,
  };
}

/** Answers with JSON. */
export function json(response: http.ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Answers with a Kubernetes `Status`. */
export function status(response: http.ServerResponse, code: number, reason: string, message: string, details: object = {}): void {
  json(response, code, { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, details, code });
}

/** A connection to `server` whose token is renewed to the next of `tokens`. */
export function sourceFor(server: string, tokens: string[] = [TOKEN]): ConnectionSource & { renewals: () => number } {
  let renewals = 0;
  const make = (): Connection => ({
    server,
    proxyUrl: null,
    tls: { ca: null, cert: null, key: null, servername: null, rejectUnauthorized: true },
    headers: { authorization: `Bearer ${tokens[Math.min(renewals, tokens.length - 1)]}` },
  });
  let connection = make();
  return {
    current: () => Promise.resolve(connection),
    renew: () => {
      renewals += 1;
      connection = make();
      return Promise.resolve(connection);
    },
    renewals: () => renewals,
  };
}
