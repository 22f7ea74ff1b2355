import { afterEach, beforeEach, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { tcpProxy, type TcpProxy } from "@/lib/platform/testing/tcp-proxy";
import { openDatabase, type Database } from "./db";
import { inTransaction } from "./in-transaction";
import { isDatabaseDown } from "./is-database-down";
import { vaultCtx } from "./vault/testing/vault-scene";

let fresh: FreshDatabase;
let line: TcpProxy;
let db: Database;
beforeEach(async () => {
  fresh = await freshDatabase();
  line = await tcpProxy(fresh.url);
  db = openDatabase(line.url, { max: 1, silentMs: 1_000 });
});
afterEach(async () => {
  line.cut();
  await Promise.all([line.close(), db.$disconnect()]);
  await fresh.drop();
});

test.each([
  ["a statement", () => db.$queryRaw`select 1`],
  ["a transaction", () => inTransaction(vaultCtx(db), async (tx) => (line.swallow(), tx.db.$queryRaw`select 1`))],
])("%s on a line that fell silent is given up, and the only connection is there again", { timeout: 60_000 }, async (_, act) => {
  await db.$queryRaw`select 1`;
  if (_ === "a statement") line.swallow();
  const error = await act().catch((cause: unknown) => cause);
  expect(isDatabaseDown(error)).toBe(true);
  line.heal();
  await expect.poll(() => db.$queryRaw`select 2 as answer`.catch(() => null), { timeout: 30_000 }).toEqual([{ answer: 2 }]);
});
