import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApi, type TestApi } from "./testing/test-api";

let api: TestApi;
let plans: string;
beforeAll(async () => {
  api = await openTestApi();
  plans = `/api/v1/bots/${api.scene.botId}/rollback-plans`;
});
afterAll(() => api.close());

describe("a body that cannot be understood is a 400 that names what is wrong", () => {
  test.each([
    ["broken JSON", "{", "The body is not JSON."],
    ["a list", "[]", "expected object"],
    ["a string", '"x"', "expected object"],
    ["an unknown field", '{"releaseID":"rel_1"}', "releaseID: is not known"],
    ["a field of prototypes", '{"__proto__":{"releaseId":"x"}}', "__proto__: is not known"],
    ["a wrong type", '{"releaseId":1}', "releaseId: "],
    ["too long a text", JSON.stringify({ releaseId: "x".repeat(65) }), "releaseId: "],
    ["a NUL", '{"releaseId":"a\\u0000b"}', "characters that are not allowed"],
    ["half a surrogate pair", '{"releaseId":"\\ud800"}', "characters that are not allowed"],
    ["very deep nesting", "[".repeat(30_000), "not JSON"],
    ["more than 64 KiB", JSON.stringify({ releaseId: "x".repeat(64 * 1024) }), "larger than 64 KiB"],
  ])("%s", async (_, raw, said) => {
    const response = await api.call("POST", plans, { as: "operator", raw });
    const body = (await response.json()) as { detail: string };
    expect([response.status, body]).toMatchObject([400, { code: "bad-input" }]);
    expect(body.detail).toContain(said);
    expect(body.detail).toContain("Nothing was changed.");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("bytes that are not UTF-8", async () => {
    const response = await api.call("POST", plans, { as: "operator", raw: new Uint8Array([0x22, 0xff, 0x22]) });
    expect(await response.json()).toMatchObject({ code: "bad-input", status: 400 });
  });

  test("an endless body is not read to its end", async () => {
    let sent = 0;
    const endless = new ReadableStream({ pull: (controller) => void controller.enqueue(new Uint8Array((sent += 1) && 1024)) });
    const response = await api.call("POST", plans, { as: "operator", raw: endless });
    expect(response.status).toBe(400);
    expect(sent).toBeLessThan(80);
  });

  test("fields are listed for programs", async () => {
    const response = await api.call("PUT", "/api/v1/namespaces", { as: "admin", raw: '{"namespaces":[],"other":1}' });
    expect(await response.json()).toMatchObject({ fields: [{ field: "namespaces" }, { field: "other", message: "is not known" }] });
  });
});

test("an empty body is an empty object", async () => {
  expect((await api.call("POST", plans, { as: "operator", raw: "" })).status).toBe(201);
});

describe("a query that cannot be understood is a 400", () => {
  test.each(["?limit=0", "?limit=201", "?limit=x", "?limit=1.5", "?limit=", "?other=1", "?limit=1&limit=2", "?cursor=%00", "?cursor="])(
    "%s",
    async (query) => {
      const response = await api.call("GET", "/api/v1/bots", { as: "viewer", query });
      expect(await response.json()).toMatchObject({ code: "bad-input", status: 400 });
    },
  );

  test.each(["?from=yesterday", "?cursor=abc", "?cursor=99999999999999999999", "?to=2026-11-21"])("%s", async (query) => {
    expect((await api.call("GET", "/api/v1/audit", { as: "admin", query })).status).toBe(400);
  });

  test("and a NUL in a path", async () => {
    expect((await api.call("GET", "/api/v1/bots/a%00b", { as: "viewer" })).status).toBe(400);
  });
});

test.each([
  ["GET", "/api/v1/bots/bot_none"],
  ["GET", "/api/v1/rollbacks/rb_none"],
  ["POST", "/api/v1/bots/bot_none/rollback-plans"],
] as const)("%s %s is not there", async (method, path) => {
  const response = await api.call(method, path, { as: "operator", ...(method === "POST" && { body: {} }) });
  expect(await response.json()).toMatchObject({ code: "not-found", status: 404, type: "urn:lastgood:problem:not-found" });
});

test("every answer says its request, is kept by no cache, and is taken for nothing else", async () => {
  for (const as of ["viewer", "nobody"] as const) {
    const { headers } = await api.call("GET", "/api/v1/bots", { as });
    expect(headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{24}$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("the request's id in a problem is the one in the header and in the audit log", async () => {
  const done = await api.call("PUT", "/api/v1/namespaces", { as: "admin", body: { namespaces: ["support"] } });
  const entry = await api.scene.database.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
  expect(entry).toMatchObject({ action: "namespaces.choose", requestId: done.headers.get("x-request-id") });
  const refused = await api.call("GET", "/api/v1/bots");
  expect(await refused.json()).toMatchObject({ requestId: refused.headers.get("x-request-id") });
});
