import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "./operation";
import { operations } from "./operations";
import { replaceServices } from "./services";
import { openTestApi, ORIGIN, type TestApi } from "./testing/test-api";

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()));
afterAll(() => api.close());

const writes = Object.values<Operation>(operations).filter(({ method }) => method !== "GET");

async function rows(): Promise<string> {
  const { db } = api.scene.database;
  const tables = [db.rollbackPlan, db.rollback, db.rollbackStep, db.release, db.auditEntry, db.setting, db.user] as unknown as {
    findMany(): Promise<unknown[]>;
  }[];
  return JSON.stringify(await Promise.all(tables.map((table) => table.findMany())), (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

/** Well-formed requests that an admin may make, so that only the sender is wrong with them. */
function good({ path }: Operation): { path: string; body: unknown } {
  const { botId } = api.scene;
  if (path.endsWith("/rollback-plans")) return { path: `/api/v1/bots/${botId}/rollback-plans`, body: {} };
  if (path.endsWith("/mark"))
    return { path: `/api/v1/bots/${botId}/releases/${releaseId}/mark`, body: { bad: true, reason: "wrong answers" } };
  if (path.endsWith("/rollbacks")) return { path, body: { planId, reason: "errors", typedName: "omniserve" } };
  if (path.endsWith("/namespaces")) return { path, body: { namespaces: ["support"] } };
  return { path, body: { secret: "x", email: "eve@example.org", name: "Eve", password: "correct horse battery" } };
}

let releaseId: string;
let planId: string;
beforeAll(async () => {
  releaseId = (await api.scene.database.db.release.findFirstOrThrow()).id;
  const plan = await api.call("POST", `/api/v1/bots/${api.scene.botId}/rollback-plans`, { as: "operator", body: {} });
  planId = ((await plan.json()) as { id: string }).id;
});

describe.each(writes.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  "%s with an admin's cookie",
  (_, operation) => {
    test.each([
      ["no Origin", { origin: null }],
      ["Origin null", { origin: "null" }],
      ["a sibling host's Origin", { origin: "http://evil.lastgood.test:3000" }],
      ["the parent's Origin", { origin: "http://test:3000" }],
      ["another port's Origin", { origin: "http://lastgood.test:3001" }],
      ["another scheme's Origin", { origin: "https://lastgood.test:3000" }],
      ["an Origin that begins like ours", { origin: `${ORIGIN}.evil.example` }],
      ["Sec-Fetch-Site: same-site", { "sec-fetch-site": "same-site" }],
      ["Sec-Fetch-Site: cross-site", { "sec-fetch-site": "cross-site" }],
      ["Sec-Fetch-Site: none", { "sec-fetch-site": "none" }],
      ["no Sec-Fetch-Site", { "sec-fetch-site": null }],
      ["text/plain", { "content-type": "text/plain" }],
      ["a form", { "content-type": "application/x-www-form-urlencoded" }],
      ["text/plain that mentions JSON", { "content-type": "text/plain; application/json" }],
      ["a type that begins like JSON", { "content-type": "application/jsonp" }],
      ["no content type", { "content-type": null }],
    ])("and %s is refused, and nothing is written", async (_, headers) => {
      const before = await rows();
      const { path, body } = good(operation);
      const response = await api.call(operation.method, path, { as: "admin", headers, raw: JSON.stringify(body) });
      // Request sets text/plain by itself where a test takes the type away.
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "cross-site", status: 403 });
      expect(await rows()).toBe(before);
      expect(api.scene.cluster.writes).toEqual([]);
    });
  },
);

describe("our own page", () => {
  test("gets through", async () => {
    const response = await api.call("PUT", "/api/v1/namespaces", { as: "admin", body: { namespaces: ["support"] } });
    expect(response.status).toBe(200);
  });

  test("gets through behind a proxy that ends TLS, as the browser sees it", async () => {
    const { headers } = {
      headers: { origin: "https://lastgood.example", "x-forwarded-proto": "https", "x-forwarded-host": "lastgood.example" },
    };
    const response = await api.call("PUT", "/api/v1/namespaces", { as: "admin", headers, body: { namespaces: ["support"] } });
    expect(await response.json()).toMatchObject({ code: "not-signed-in" }); // over https the cookie has another name
  });

  test("is the configured address and no other, where one is configured", async () => {
    replaceServices({ ...api.running, publicOrigin: "http://configured.example" });
    const put = async (origin: string) =>
      (await api.call("PUT", "/api/v1/namespaces", { as: "admin", headers: { origin }, body: { namespaces: ["support"] } })).status;
    expect([await put(ORIGIN), await put("http://configured.example")]).toEqual([403, 200]);
    replaceServices(api.running);
  });
});

test("a token needs none of this: no browser sends one by itself", async () => {
  const headers = { origin: null, "sec-fetch-site": null, "content-type": null };
  const response = await api.call("POST", `/api/v1/bots/${api.scene.botId}/rollback-plans`, { as: "operate token", headers, body: {} });
  expect(response.status).toBe(201);
});
