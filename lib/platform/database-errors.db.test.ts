import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { openDatabase, Prisma } from "./db";
import { freePort } from "./embedded-postgres/free-port";
import { isDatabaseDown } from "./is-database-down";
import { isRetryable } from "./is-retryable";
import { isUniqueViolation } from "./is-unique-violation";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function errorOf(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => expect.fail("It should have failed"),
    (error: unknown) => error,
  );
}

describe("a unique index that is met", () => {
  test("is recognised, by its name too, from the client and from raw SQL", async () => {
    const { db } = database;
    await db.setting.create({ data: { key: "a", value: 1 } });
    for (const again of [
      () => db.setting.create({ data: { key: "a", value: 2 } }),
      () => db.$executeRaw`insert into "Setting" values ('a', '2')`,
      () => db.$transaction((tx) => tx.setting.create({ data: { key: "a", value: 2 } })),
    ]) {
      const error = await errorOf(again);
      expect([isUniqueViolation(error), isUniqueViolation(error, "Setting_pkey"), isUniqueViolation(error, "User_email_key")]).toEqual([
        true,
        true,
        false,
      ]);
      expect(isDatabaseDown(error)).toBe(false);
    }
  });
});

describe("a database that is down", () => {
  test("is recognised when nobody listens", async () => {
    const nowhere = openDatabase(`postgresql://postgres@127.0.0.1:${await freePort()}/lastgood`, { max: 1 });
    for (const act of [
      () => nowhere.setting.count(),
      () => nowhere.$queryRaw`select 1`,
      () => nowhere.$transaction((tx) => tx.setting.count()),
    ]) {
      expect(isDatabaseDown(await errorOf(act))).toBe(true);
    }
  });

  test("is recognised when it goes away in the middle of a transaction", async () => {
    const error = await errorOf(() =>
      database.db.$transaction(async (tx) => {
        const [own] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await database.db.$queryRaw`select pg_terminate_backend(${own?.pid ?? 0}::int)::text`;
        await tx.setting.count();
      }),
    );
    expect(isDatabaseDown(error)).toBe(true);
  });

  test("is recognised when it does not exist", async () => {
    const gone = new URL(database.url);
    gone.pathname = "/none";
    const db = openDatabase(gone.href, { max: 1 });
    expect(isDatabaseDown(await errorOf(() => db.setting.count()))).toBe(true);
    await db.$disconnect();
  });

  test("is not what a wrong question is", async () => {
    const wrong = [() => database.db.$queryRaw`select nonsense`, () => database.db.setting.findUniqueOrThrow({ where: { key: "none" } })];
    for (const act of wrong) expect(isDatabaseDown(await errorOf(act))).toBe(false);
  });
});

describe("a lost race of transactions", () => {
  const serializable = { isolationLevel: Prisma.TransactionIsolationLevel.Serializable };

  // Each reads what the other writes: whoever commits second has lost, wherever that is noticed.
  test.each(["at the write", "at the commit"])("may be run again: %s", async (noticed) => {
    const { db } = database;
    const [one, two] = [`${noticed} 1`, `${noticed} 2`];
    await db.setting.createMany({ data: [one, two].map((key) => ({ key, value: 0 })) });
    const error = await errorOf(() =>
      db.$transaction(async (tx) => {
        await tx.setting.findUnique({ where: { key: one } });
        if (noticed === "at the commit") await tx.setting.update({ where: { key: two }, data: { value: 1 } });
        await db.$transaction(async (other) => {
          await other.setting.findUnique({ where: { key: two } });
          await other.setting.update({ where: { key: one }, data: { value: 1 } });
        }, serializable);
        if (noticed === "at the write") await tx.setting.update({ where: { key: one }, data: { value: 2 } });
      }, serializable),
    );
    expect([isRetryable(error), isDatabaseDown(error), isUniqueViolation(error)]).toEqual([true, false, false]);
  });

  test("is not what a unique index is", async () => {
    expect(isRetryable(await errorOf(() => database.db.setting.create({ data: { key: "a", value: 1 } })))).toBe(false);
  });
});
