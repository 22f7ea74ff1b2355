import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { may } from "@/lib/access/require-permission";
import { ROLES, TOKEN_SCOPES, type Actor } from "@/lib/access/types";
import type { Operation } from "./operation";
import { operations } from "./operations";
import { METHODS, openTestApi, paths, type Caller, type TestApi } from "./testing/test-api";

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()));
afterAll(() => api.close());

const CALLERS: [Caller, Actor | null][] = [
  ["nobody", null],
  ...ROLES.map((role): [Caller, Actor] => [role, { kind: "user", id: "", name: "", role }]),
  ...TOKEN_SCOPES.map((scope): [Caller, Actor] => [`${scope} token`, { kind: "token", id: "", name: "", scope }]),
];
const all = Object.values<Operation>(operations);
const guarded = all.filter(({ permission }) => permission !== null);
const address = ({ path }: Pick<Operation, "path">) => path.replace(/{\w+}/g, "made_up");

test("what the route files take is the table of operations", async () => {
  const asked = await Promise.all(
    paths.flatMap((path) =>
      METHODS.map(async (method) => ({ call: `${method} ${path}`, status: (await api.call(method, address({ path }))).status })),
    ),
  );
  const taken = asked.filter(({ status }) => status !== 405).map(({ call }) => call);
  expect(taken.sort()).toEqual(all.map(({ method, path }) => `${method} ${path}`).sort());
});

describe.each(paths)("%s", (path) => {
  const own = all.filter((operation) => operation.path === path).map(({ method }) => method);
  const allow = [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");

  test.each(METHODS.filter((method) => !own.some((each) => each === method)))("refuses %s and says what it takes", async (method) => {
    const { status, headers, json } = await read(await api.call(method, address({ path })));
    expect([status, headers.get("allow"), headers.get("content-type")]).toEqual([405, allow, "application/problem+json"]);
    expect(json).toMatchObject({ code: "method-not-allowed", status: 405, requestId: headers.get("x-request-id") });
  });

  test("says to OPTIONS what it takes", async () => {
    const { status, headers } = await api.call("OPTIONS", address({ path }));
    expect([status, headers.get("allow")]).toEqual([204, allow]);
  });
});

test.each([...METHODS, "OPTIONS"] as const)("%s anywhere else finds nothing", async (method) => {
  for (const path of ["/api/v1", "/api/v1/bot", "/api/v1/bots/made_up/rollback"]) {
    const { status, headers, json } = await read(await api.call(method, path));
    expect([status, headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(json).toMatchObject({ code: "not-found", status: 404, requestId: headers.get("x-request-id") });
  }
});

async function read(response: Response) {
  return { status: response.status, headers: response.headers, json: (await response.json()) as unknown };
}

test("only these need no sign-in", () => {
  expect(all.filter(({ permission }) => permission === null).map(({ path }) => path)).toEqual([
    "/api/v1/public-status/{secret}",
    "/api/v1/setup",
    "/api/v1/openapi.json",
  ]);
});

describe.each(guarded.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))("%s", (_, operation) => {
  test.each(CALLERS)("for %s", async (as, actor) => {
    const response = await api.call(operation.method, address(operation), { as });
    const expected = actor === null ? 401 : may(actor, operation.permission!) ? "let through" : 403;
    expect([401, 403].includes(response.status) ? response.status : "let through").toBe(expected);
    await response.body?.cancel();
  });

  test.each([
    ["an unknown token", `Bearer lg_operate_${"0".repeat(48)}`],
    ["an empty token", "Bearer "],
    ["another scheme", "Basic YWRtaW46YWRtaW4="],
    ["no scheme", "lg_operate_"],
  ])("with %s, even beside an admin's cookie", async (_, authorization) => {
    const response = await api.call(operation.method, address(operation), { as: "admin", headers: { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ code: "not-signed-in" });
  });
});

describe("somebody who could a moment ago", () => {
  const readBots = async (as: Caller) => (await api.call("GET", "/api/v1/bots", { as })).status;

  test("cannot with a revoked token", async () => {
    expect(await readBots("read token")).toBe(200);
    await api.scene.database.db.apiToken.updateMany({ where: { name: "read" }, data: { revokedAt: api.scene.now } });
    expect(await readBots("read token")).toBe(401);
  });

  test("cannot when the session was ended", async () => {
    expect(await readBots("lead")).toBe(200);
    await api.scene.database.db.user.updateMany({ where: { name: "lead" }, data: { sessionVersion: { increment: 1 } } });
    expect(await readBots("lead")).toBe(401);
  });

  test("cannot when disabled", async () => {
    await api.scene.database.db.user.updateMany({ where: { name: "operator" }, data: { disabledAt: api.scene.now } });
    expect(await readBots("operator")).toBe(401);
  });

  test("can do less at once when the role was lowered", async () => {
    await api.scene.database.db.user.updateMany({ where: { name: "admin" }, data: { role: "viewer" } });
    expect((await api.call("GET", "/api/v1/audit", { as: "admin" })).status).toBe(403);
  });

  test("cannot 12 hours after signing in", async () => {
    expect(await readBots("viewer")).toBe(200);
    api.scene.tick(12 * 3_600);
    expect(await readBots("viewer")).toBe(401);
  });
});
