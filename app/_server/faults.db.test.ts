import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GET as readyz } from "@/app/readyz/route";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { Cluster } from "@/lib/cluster/types";
import { openDatabase } from "@/lib/platform/db";
import { accepted } from "@/lib/rollbacks/testing/recover";
import { replaceServices } from "./services";
import { openTestApi, type TestApi } from "./testing/test-api";

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()));
afterEach(() => {
  replaceServices(api.running);
  api.scene.cluster.unreachable = null;
});
afterAll(() => api.close());

/** Nothing listens on port 1. */
const deadDatabase = () => openDatabase("postgresql://postgres:secret@127.0.0.1:1/lastgood", { max: 2 });

describe("with the database gone", () => {
  test.each([
    ["GET", "/api/v1/bots", "cannot show this now"],
    ["GET", "/api/v1/audit", "cannot show this now"],
    ["POST", "/api/v1/rollbacks", "Nothing was sent to the cluster"],
    ["PUT", "/api/v1/namespaces", "Nothing was sent to the cluster"],
  ] as const)("%s %s says so, without a secret", async (method, path, said) => {
    replaceServices({ ...api.running, db: deadDatabase() });
    for (const as of ["admin", "operate token"] as const) {
      const response = await api.call(method, path, { as, ...(method !== "GET" && { body: {} }) });
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({ status: 503, code: "database-unreachable" });
      expect(text).toContain(said);
      expect(text).not.toMatch(/secret|127\.0\.0\.1|prisma/i);
    }
    expect(api.scene.cluster.writes).toEqual([]);
  });

  test("readyz is not ready before the first time, and stays ready afterwards", async () => {
    const status = async () => (await readyz()).status;
    replaceServices({ ...api.running, db: deadDatabase() });
    const before = await status();
    replaceServices(api.running);
    const migrated = await status();
    replaceServices({ ...api.running, db: deadDatabase() });
    expect([before, migrated, await status()]).toEqual([503, 200, 200]);
  });
});

test("with the cluster gone, a plan says so", async () => {
  api.scene.cluster.unreachable = () => new ClusterError("unreachable", "The cluster refused the connection.", { applied: "no" });
  const response = await api.call("POST", `/api/v1/bots/${api.scene.botId}/rollback-plans`, { as: "operator", body: {} });
  expect(await response.json()).toMatchObject({ status: 503, code: "cluster-unreachable" });
});

test("I8 with a cluster that never answers, nothing that a page needs first waits for it", async () => {
  const { scene } = api;
  const rollbackId = await accepted(scene);
  const asked: string[] = [];
  const silent = new Proxy({} as Cluster, {
    get: (_, question) => () => {
      asked.push(String(question));
      return new Promise(() => {});
    },
  });
  replaceServices({ ...api.running, clusters: { of: () => silent, close: async () => {} } });
  const [one, other] = await scene.database.db.release.findMany({ select: { id: true } });
  const bot = `/api/v1/bots/${scene.botId}`;
  const pages = ["/api/v1/bots", bot, `${bot}/releases`, `${bot}/releases/${one?.id}`, `${bot}/rollouts`];
  const others = ["/api/v1/rollbacks", `/api/v1/rollbacks/${rollbackId}`, "/api/v1/alarms", "/api/v1/audit", "/api/v1/watchfulness"];
  for (const address of [...pages, ...others, `/api/v1/releases/${one?.id}/diff/${other?.id}`, "/api/v1/status"])
    expect([address, (await api.call("GET", address, { as: "admin" })).status]).toEqual([address, 200]);
  expect(asked).toEqual([]);
});

test("what nobody foresaw is told to the log, not to the client", async () => {
  const logged: unknown[] = [];
  const child = { error: (fields: unknown) => logged.push(fields), warn: () => {} };
  const log = { child: () => child } as unknown as typeof api.running.log;
  api.scene.cluster.unreachable = () => new TypeError("cannot read password hunter2");
  replaceServices({ ...api.running, log });
  const response = await api.call("POST", `/api/v1/bots/${api.scene.botId}/rollback-plans`, { as: "operator", body: {} });
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ status: 500, code: "unexpected" });
  expect(text).toContain(response.headers.get("x-request-id"));
  expect(text).not.toContain("hunter2");
  expect(logged).toMatchObject([{ err: { message: "cannot read password hunter2" } }]);
});
