import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { ClusterError } from "./cluster-error";
import { HttpClient, type Call } from "./http-client";
import { http1Server, json, sourceFor, status, TOKEN, type Handler } from "./testing/http1-server";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function against(handler: Handler, tokens?: string[]) {
  const server = await http1Server(handler);
  const source = sourceFor(server.url, tokens);
  const http = new HttpClient(source);
  closing.push(server.stop, () => http.close());
  return { server, http, source };
}

const get: Call = { method: "GET", path: "/version", safe: true };
const patch: Call = {
  method: "PATCH",
  path: "/apis/apps/v1/namespaces/shop/deployments/bot",
  body: [],
  contentType: "application/json-patch+json",
  safe: false,
};

async function failureOf(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ClusterError);
  expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(TOKEN);
  return error as ClusterError;
}

describe("calls", () => {
  test("300 of them use one connection", async () => {
    const { server, http } = await against((_, response) => json(response, 200, { gitVersion: "v1.36.3" }));
    for (let i = 0; i < 300; i += 1) await http.call(get);
    expect(server.asked).toHaveLength(300);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  test("carry the token, the query and the body", async () => {
    const { server, http } = await against((_, response) => json(response, 200, {}));
    await http.call({ ...patch, query: { fieldManager: "lastgood" }, body: [{ op: "test", path: "/a", value: "é" }] });
    expect(server.asked[0]).toMatchObject({ method: "PATCH", body: '[{"op":"test","path":"/a","value":"é"}]' });
    expect(server.asked[0]?.query.get("fieldManager")).toBe("lastgood");
    expect(server.asked[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "content-type": "application/json-patch+json" });
  });

  test("keep the base path of a server behind a gateway", async () => {
    const server = await http1Server((_, response) => json(response, 200, {}));
    const http = new HttpClient(sourceFor(`${server.url}/k8s/clusters/c-1`));
    closing.push(server.stop, () => http.close());
    await http.call(get);
    expect(server.asked[0]?.path).toBe("/k8s/clusters/c-1/version");
  });

  test("a read that is cut is asked again", async () => {
    const { server, http } = await against((_, response, socket) =>
      server.asked.length === 1 ? socket.destroy() : json(response, 200, { ok: true }),
    );
    expect((await http.call(get)).body).toEqual({ ok: true });
  });

  test("a write that is cut is not, and may have been applied", async () => {
    const { server, http } = await against((_, _response, socket) => socket.destroy());
    expect(await failureOf(http.call(patch))).toMatchObject({ reason: "unreachable", applied: "unknown" });
    expect(server.asked).toHaveLength(1);
  });

  test("a write whose answer is cut half-way may have been applied", async () => {
    const { http } = await against((_, response, socket) =>
      response.writeHead(200, { "content-length": "100" }).write("{", () => socket.destroy()),
    );
    expect(await failureOf(http.call(patch))).toMatchObject({ reason: "unreachable", applied: "unknown" });
  });

  test("a server that is not there: nothing was applied", async () => {
    const { server, http } = await against(() => undefined);
    await server.stop();
    const error = await failureOf(http.call(patch));
    expect(error).toMatchObject({
      reason: "unreachable",
      applied: "no",
      message: "The cluster refused the connection: nothing answers at its address.",
    });
  });

  test.each([
    ["a write", patch, "unknown"],
    ["a read", get, "no"],
  ] as const)("no answer in time to %s", async (_, call, applied) => {
    const { http } = await against(() => undefined);
    const error = await failureOf(http.call({ ...call, timeoutMs: 60 }));
    expect(error).toMatchObject({ reason: "timeout", applied, message: "The cluster did not answer within 0.1 s." });
  });

  test("a cluster from which nothing at all is heard is given up early, one that answers something else is not", async () => {
    const { http } = await against((asked, response) => void (asked.path !== "/slow" && json(response, 200, {})));
    const slow = { ...get, path: "/slow", timeoutMs: 2_000 };
    expect(await failureOf(http.call({ ...slow, silenceMs: 300 }))).toMatchObject({
      reason: "timeout",
      message: "The cluster did not answer within 0.3 s.",
    });
    const chatter = setInterval(() => void http.call(get).catch(() => undefined), 20);
    const error = await failureOf(http.call({ ...slow, silenceMs: 1_000 }));
    clearInterval(chatter);
    expect(error).toMatchObject({ message: "The cluster did not answer within 2 s." });
  });

  test("a body that trickles is no answer in time either", async () => {
    const { http } = await against((_, response) => response.writeHead(200).write("{"));
    expect(await failureOf(http.call({ ...get, timeoutMs: 60 }))).toMatchObject({ reason: "timeout" });
  });

  test("a socket that the server has closed meanwhile does not matter to a read", async () => {
    const { server, http } = await against((_, response) => json(response, 200, {}));
    await http.call(get);
    for (const socket of server.sockets) socket.destroy();
    expect((await http.call(get)).status).toBe(200);
  });

  test("an answer that is too large is given up", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 32);
    const { http } = await against((_, response) => {
      response.writeHead(200);
      const more = () => void (response.write(megabyte) ? setImmediate(more) : response.once("drain", more));
      more();
    });
    expect(await failureOf(http.call(get))).toMatchObject({ reason: "bad-answer", message: "The cluster's answer is larger than 32 MiB." });
  });

  test("something else than Kubernetes answers", async () => {
    const { http } = await against((_, response) => response.writeHead(200).end("<html>Sign in</html>"));
    expect(await failureOf(http.call(get))).toMatchObject({
      reason: "bad-answer",
      message: "What answers at the cluster's address does not speak as Kubernetes does.",
    });
  });
});

describe("a busy server", () => {
  test.each([429, 503])("%i: a read comes back when it is told to", async (code) => {
    const { server, http } = await against((_, response) => {
      if (server.asked.length === 1) json(response, code, {}, { "retry-after": "0" });
      else json(response, 200, { ok: true });
    });
    expect((await http.call(get)).status).toBe(200);
    expect(server.asked).toHaveLength(2);
  });

  test("a wish longer than the caller's patience is passed on at once", async () => {
    const { server, http } = await against((_, response) => json(response, 429, {}, { "retry-after": "3600" }));
    expect(await http.call(get)).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(server.asked).toHaveLength(1);
  });

  test("a write is never sent again", async () => {
    const { server, http } = await against((_, response) => json(response, 429, {}, { "retry-after": "0" }));
    expect((await http.call(patch)).status).toBe(429);
    expect(server.asked).toHaveLength(1);
  });
});

describe("refused credentials", () => {
  const accepting =
    (token: string): Handler =>
    ({ headers }, response) =>
      headers.authorization === `Bearer ${token}`
        ? json(response, 200, { ok: true })
        : status(response, 401, "Unauthorized", "Unauthorized");

  test("are renewed once, also for a write, and the call goes on", async () => {
    const { http, source } = await against(accepting("new"), ["old", "new"]);
    expect((await http.call(patch)).status).toBe(200);
    expect(source.renewals()).toBe(1);
  });

  test("are renewed once for a hundred callers", async () => {
    const { http, source } = await against(accepting("new"), ["old", "new"]);
    const answers = await Promise.all(Array.from({ length: 100 }, () => http.call(get)));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(source.renewals()).toBe(1);
  });

  test("that stay refused are not renewed for ever", async () => {
    const { server, http, source } = await against(accepting("never"));
    expect((await http.call(get)).status).toBe(401);
    expect((await http.call(get)).status).toBe(401);
    expect(source.renewals()).toBe(1);
    expect(server.asked).toHaveLength(3);
  });
});

describe("a stream", () => {
  test("does not take a call's place", async () => {
    const { http } = await against(({ query }, response) =>
      query.has("watch") ? response.writeHead(200).flushHeaders() : json(response, 200, {}),
    );
    const endings = Array.from({ length: 20 }, () => new AbortController());
    await Promise.all(endings.map(({ signal }) => http.stream({ path: "/api/v1/pods", query: { watch: "1" }, signal })));
    expect((await http.call(get)).status).toBe(200);
    for (const ending of endings) ending.abort();
  });
});
