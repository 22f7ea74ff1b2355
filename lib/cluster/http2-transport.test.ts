import http2 from "node:http2";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Connection } from "./connection";
import { HttpClient, type Call } from "./http-client";
import { Http2Session } from "./http2-session";
import { openTransport } from "./open-transport";
import { connectTls } from "./connect-tls";
import { http2Server, type StreamHandler } from "./testing/http2-server";
import { tcpProxy } from "@/lib/platform/testing/tcp-proxy";
import type { TransportRequest } from "./transport";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const answer: StreamHandler = (stream, headers) => {
  stream.respond({ ":status": 200 });
  if (String(headers[":path"]).includes("watch")) stream.write("{}\n");
  else stream.end("{}");
};

async function against(handler: StreamHandler, options: http2.SecureServerOptions = {}) {
  const server = await http2Server(handler, options);
  const source = { current: () => Promise.resolve(server.connection), renew: () => Promise.resolve(server.connection) };
  const http = new HttpClient(source);
  closing.push(server.close, () => http.close());
  return { server, http };
}

async function through(connection: Connection) {
  const proxy = await tcpProxy(connection.server);
  closing.push(proxy.close);
  return { proxy, connection: { ...connection, server: proxy.url } };
}

const get: Call = { method: "GET", path: "/version", safe: true };
const patch: Call = { method: "PATCH", path: "/apis/apps/v1/namespaces/shop/deployments/bot", body: [], safe: false };
const watch = (http: HttpClient) => http.stream({ path: "/api/v1/pods", query: { watch: "1" }, signal: new AbortController().signal });

describe("HTTP/2", () => {
  test("watches, reads at once, reads one by one and a write share one connection", async () => {
    const { server, http } = await against(answer);
    await Promise.all([watch(http), watch(http), watch(http)]);
    await Promise.all(Array.from({ length: 50 }, () => http.call(get)));
    for (let i = 0; i < 300; i += 1) await http.call(get);
    expect((await http.call(patch)).status).toBe(200);
    expect(server.sessions).toHaveLength(1);
  });

  test("a call has room when watches fill a connection", async () => {
    const { server, http } = await against(answer, { settings: { maxConcurrentStreams: 10 } });
    await http.call(get);
    for (let i = 0; i < 20; i += 1) await watch(http);
    expect((await http.call(patch)).status).toBe(200);
    // Seven watches fit into a connection, two places stay free for calls.
    expect(server.sessions).toHaveLength(3);
  });

  test("a hundred watches begun at once all begin, whatever the server's limit", async () => {
    const { server, http } = await against(answer, { settings: { maxConcurrentStreams: 10 } });
    const watches = await Promise.all(Array.from({ length: 100 }, () => watch(http)));
    expect(watches.every(({ status }) => status === 200)).toBe(true);
    expect(server.sessions.length).toBeGreaterThanOrEqual(15);
  });

  test("a server that says good-bye finishes what it has begun; the next call takes a new connection", async () => {
    let finish = () => {};
    const { server, http } = await against((stream, headers) => {
      if (headers[":method"] !== "PATCH") return answer(stream, headers);
      stream.respond({ ":status": 200 });
      finish = () => stream.end('{"done":true}');
    });
    const writing = http.call(patch);
    await vi.waitFor(() => expect(server.sessions).toHaveLength(1));
    await vi.waitFor(() => expect(finish).not.toHaveLength(1));
    server.sessions[0]?.goaway(http2.constants.NGHTTP2_NO_ERROR);
    await vi.waitFor(async () => {
      await http.call(get);
      expect(server.sessions).toHaveLength(2);
    });
    finish();
    expect((await writing).body).toEqual({ done: true });
  });

  test("a write that the server refused untouched is sent again", async () => {
    let writes = 0;
    const { http } = await against((stream, headers) => {
      if (++writes === 1) return stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
      answer(stream, headers);
    });
    expect((await http.call(patch)).status).toBe(200);
    expect(writes).toBe(2);
  });

  test("a write whose connection is cut may have been applied, and is not sent again", async () => {
    let writes = 0;
    const { server, http } = await against(() => {
      writes += 1;
      for (const socket of server.sockets) socket.destroy();
    });
    await expect(http.call(patch)).rejects.toMatchObject({
      reason: "unreachable",
      applied: "unknown",
      message: "The connection to the cluster was cut.",
    });
    expect(writes).toBe(1);
  });

  test("after a cut the next call connects anew", async () => {
    const { server, http } = await against(answer);
    await http.call(get);
    for (const socket of server.sockets) socket.destroy();
    expect((await http.call(get)).status).toBe(200);
  });

  test("after silence the next call does not wait on the same line", async () => {
    const { server } = await against(answer);
    const { proxy, connection } = await through(server.connection);
    const http = new HttpClient({ current: () => Promise.resolve(connection), renew: () => Promise.resolve(connection) });
    closing.push(() => http.close());
    for (let i = 0; i < 3; i += 1) await http.call(get);
    proxy.silence();
    await expect(http.call({ ...patch, timeoutMs: 80 })).rejects.toMatchObject({ reason: "timeout", applied: "unknown" });
    expect((await http.call(get)).status).toBe(200);
    expect(proxy.connections()).toBe(2);
  });

  test("a line gone dead is noticed, and its watches end", async () => {
    const { server } = await against(answer);
    const { proxy, connection } = await through(server.connection);
    const session = new Http2Session(connection.server, await connectTls(connection), { tickMs: 20 });
    closing.push(() => session.destroy());
    const request: TransportRequest = {
      method: "GET",
      path: "/watch",
      headers: {},
      body: null,
      longLived: true,
      signal: new AbortController().signal,
    };
    const { body } = await session.send(request);
    proxy.silence();
    const ended = (async () => {
      for await (const _ of body) continue;
    })();
    await expect(ended).rejects.toThrow("the connection went silent");
    expect(session.gone).toBe(true);
  });

  test("a healthy quiet line is left alone", async () => {
    const { server } = await against(answer);
    const session = new Http2Session(server.connection.server, await connectTls(server.connection), { tickMs: 5 });
    closing.push(() => session.destroy());
    let pings = 0;
    await vi.waitFor(() => expect(server.sessions).toHaveLength(1));
    server.sessions[0]?.on("ping", () => (pings += 1));
    await vi.waitFor(() => expect(pings).toBeGreaterThan(10));
    expect(session.gone).toBe(false);
  });
});

describe("connecting", () => {
  test("and letting go at once harms nobody", async () => {
    const { server } = await against(answer);
    const session = new Http2Session(server.connection.server, await connectTls(server.connection));
    session.destroy();
    await expect(session.ready).rejects.toMatchObject({ kind: "not-connected" });
  });

  test("an unknown authority is refused before anything is sent", async () => {
    const { server } = await against(answer);
    const connection = { ...server.connection, tls: { ...server.connection.tls, ca: null } };
    const http = new HttpClient({ current: () => Promise.resolve(connection), renew: () => Promise.resolve(connection) });
    await expect(http.call(patch)).rejects.toMatchObject({
      reason: "unreachable",
      applied: "no",
      message: "The cluster's certificate is not signed by the authority that the kubeconfig names.",
    });
  });

  test("a server without HTTP/2 is spoken to in HTTP/1.1", async () => {
    const server = await http2Server(() => undefined, { allowHTTP1: true, ALPNProtocols: ["http/1.1"] });
    closing.push(server.close);
    const transport = await openTransport(server.connection);
    closing.push(() => transport.close());
    server.answerHttp1('{"old":true}');
    const response = await transport.send({
      method: "GET",
      path: "/",
      headers: {},
      body: null,
      longLived: false,
      signal: new AbortController().signal,
    });
    expect(response.status).toBe(200);
    for await (const chunk of response.body) expect(chunk.toString()).toBe('{"old":true}');
  });
});
