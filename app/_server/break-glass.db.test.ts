import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { tcpProxy, type TcpProxy } from "@/lib/platform/testing/tcp-proxy";
import { openDatabase, type Database } from "@/lib/platform/db";
import { openPulse, type Pulse } from "@/lib/platform/pulse";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import { refreshIndex, refreshPlans } from "@/lib/rollbacks/spool/refresh-spool";
import type { BreakGlass } from "@/lib/rollbacks/spool/schemas";
import { openJournal } from "@/lib/rollbacks/spool/journal";
import { openSpool } from "@/lib/rollbacks/spool/spool";
import { replaceServices } from "./services";
import { openTestApi, type Caller, type TestApi } from "./testing/test-api";

let api: TestApi;
let line: TcpProxy;
let db: Database;
let pulse: Pulse;
let dataDir: string;
const logged: string[] = [];

beforeAll(async () => {
  api = await openTestApi();
  dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-spool-"));
});
beforeEach(async () => {
  line = await tcpProxy(api.scene.database.url);
  db = openDatabase(line.url, { max: 3 });
  pulse = openPulse(line.url);
  const spool = openSpool({ dataDir, secretKey: TEST_SECRET_KEY });
  const log = pino({ level: "trace" }, { write: (text: string) => void logged.push(text) });
  replaceServices({
    ...api.running,
    db,
    databaseUrl: line.url,
    log,
    breakGlass: { pulse, spool, journal: openJournal({ dataDir, secretKey: TEST_SECRET_KEY }) },
  });
  await refreshIndex(api.scene.ctx(), spool);
  await refreshPlans(api.scene.ctx(), spool, { botIds: null, freshness: new Map() });
  // Connections that are there when the database goes, as on a running server.
  await Promise.all([db.$queryRaw`select 1`, pulse.beats(30_000)]);
});
afterEach(async () => {
  line.cut();
  await Promise.all([line.close(), pulse.close(), db.$disconnect()]);
  replaceServices(api.running);
});
afterAll(async () => {
  await api.close();
  rmSync(dataDir, { recursive: true });
});

const ways = { "refuses connections": () => line.refuse(), "falls silent": () => line.swallow() } as const;
const asked = {
  plan: (as: Caller) => api.call("POST", `/api/v1/bots/${api.scene.botId}/rollback-plans`, { as, body: {} }),
  confirm: (as: Caller) => api.call("POST", "/api/v1/rollbacks", { as, body: { planId: "plan_1", botId: api.scene.botId } }),
  commands: (as: Caller) => api.call("GET", "/api/v1/break-glass", { as, query: `?botId=${api.scene.botId}` }),
  "commands by address": (as: Caller) =>
    api.call("GET", "/api/v1/break-glass", { as, query: "?environment=production&namespace=support&kind=deployment&name=omniserve" }),
};

test.each([
  ["plan", "refuses connections"],
  ["plan", "falls silent"],
  ["confirm", "falls silent"],
  ["commands", "refuses connections"],
  ["commands by address", "refuses connections"],
] as const)("%s, when the database %s, is answered in less than a second with commands", async (what, way) => {
  ways[way]();
  const before = performance.now();
  const response = await asked[what]("operator");
  const body = (await response.json()) as BreakGlass & { code: string; detail: string };
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(body).toMatchObject({ status: 503, code: "database-gone", bot: "omniserve", from: "1.2.0", to: "1.1.0" });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(body.detail).toMatch(/^PostgreSQL cannot be reached since \d\d:\d\d UTC, .* from what was known \d+ s ago\.$/);
  expect(body.commands.map(({ does }) => does)).toEqual(["Go back to 1.1.0", "Watch it come up"]);
  expect(body.script).toContain("kubectl -n support patch deployment omniserve --type=json --patch-file /dev/stdin");
  expect(api.scene.cluster.writes).toEqual([]);
});

test.each([
  ["operate token", 503, "database-gone"],
  ["lead", 503, "database-gone"],
  ["viewer", 403, "forbidden"],
  ["read token", 401, "not-signed-in"],
  ["nobody", 401, "not-signed-in"],
] as const)("%s is answered %i", async (as, status, code) => {
  line.refuse();
  for (const ask of Object.values(asked)) {
    const body = (await (await ask(as)).json()) as object;
    expect(body).toMatchObject({ status, code });
    expect("commands" in body).toBe(code === "database-gone");
  }
});

test("somebody whose sessions were ended before the database went gets none", async () => {
  await api.scene.database.db.user.updateMany({ where: { name: "lead" }, data: { sessionVersion: 2 } });
  await refreshIndex(api.scene.ctx(), openSpool({ dataDir, secretKey: TEST_SECRET_KEY }));
  line.refuse();
  expect(await (await asked.plan("lead")).json()).toMatchObject({ status: 401 });
  await api.scene.database.db.user.updateMany({ where: { name: "lead" }, data: { sessionVersion: 1 } });
});

test("a page of another site gets none", async () => {
  line.refuse();
  const response = await api.call("POST", "/api/v1/rollbacks", {
    as: "operator",
    body: { planId: "plan_1", botId: api.scene.botId },
    headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  });
  expect(await response.json()).toMatchObject({ status: 403, code: "cross-site" });
});

test("while the database is there the commands are for nobody", async () => {
  expect(await (await asked.commands("admin")).json()).toMatchObject({ status: 409, code: "database-there" });
  expect((await asked.plan("operator")).status).toBe(201);
});

test("what is kept is sealed, readable by its owner alone, and never logged", async () => {
  const { live } = api.scene.cluster;
  const secret = "hunter2-in-the-open";
  api.scene.cluster.live = live && { ...live, annotations: { ...live.annotations, note: secret } };
  await refreshPlans(api.scene.ctx(), openSpool({ dataDir, secretKey: TEST_SECRET_KEY }), { botIds: null, freshness: new Map() });
  api.scene.cluster.live = live;
  line.refuse();
  const text = await (await asked.plan("operator")).text();
  const files = readdirSync(path.join(dataDir, "spool")).map((file) => readFileSync(path.join(dataDir, "spool", file)));
  expect(files.length).toBe(2);
  for (const where of [...files.map(String), logged.join("\n")]) expect(where).not.toMatch(/omniserve:1\.1\.0|hunter2/);
  expect(text).toContain("omniserve:1.1.0");
  expect(logged.join("\n")).toContain("gave out the commands of a rollback");
});

test(
  "a click that was answered with commands does not come through later, when the database answers after all",
  { timeout: 90_000 },
  async () => {
    const { id: planId } = (await (await asked.plan("operator")).json()) as { id: string };
    line.heal(() => ({ kind: "delay", ms: 900 }));
    logged.length = 0;
    const body = { planId, botId: api.scene.botId, typedName: "omniserve" };
    const answer = await api.call("POST", "/api/v1/rollbacks", { as: "operator", body });
    expect(await answer.json()).toMatchObject({ code: "database-gone" });
    await vi.waitFor(() => expect(logged.join("")).toContain("a request that was given up has ended"), { timeout: 60_000, interval: 100 });
    const runs = await api.scene.database.db.rollback.findMany();
    expect([runs.filter(({ endedAt }) => endedAt === null), api.scene.cluster.writes]).toEqual([[], []]);
  },
);
