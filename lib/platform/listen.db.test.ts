import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { systemClock } from "./clock";
import { listen } from "./listen";
import { createLogger } from "./logger";
import { notify, type Change } from "./notify";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function queue<T>(): { put: (value: T) => void; next: () => Promise<T> } {
  const values: T[] = [];
  const waiting: ((value: T) => void)[] = [];
  return {
    put: (value) => (waiting.shift() ?? ((late: T) => void values.push(late)))(value),
    next: () => new Promise((resolve) => (values.length > 0 ? resolve(values.shift() as T) : void waiting.push(resolve))),
  };
}

test("hears what was committed, not what was rolled back, and hears again after its connection was cut", async () => {
  const { db, url } = database;
  const log = createLogger({ level: "silent", process: "test" });
  const ctx = { db, clock: systemClock, log, requestId: "req_test" };
  const stop = new AbortController();
  const connects = queue<void>();
  const changes = queue<Change>();
  const ended = listen({ url, onChange: changes.put, onConnect: () => connects.put(), signal: stop.signal, log, random: () => 0 });

  await connects.next();
  await expect(
    db.$transaction(async (tx) => {
      await notify({ ...ctx, db: tx }, { kind: "environment", name: "taken back" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await notify(ctx, { kind: "bot", botId: "bot_1" });
  expect(await changes.next()).toEqual({ kind: "bot", botId: "bot_1" });

  await db.$queryRaw`select pg_terminate_backend(pid)::text from pg_stat_activity
                     where application_name = 'lastgood listener' and datname = current_database()`;
  await connects.next();
  await notify(ctx, { kind: "settings" });
  expect(await changes.next()).toEqual({ kind: "settings" });

  stop.abort();
  await ended;
});
