import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { DatabaseClock } from "./database-clock";
import type { Database } from "./db";

const HOUR = 3_600_000;
const trueTime = Date.now.bind(Date);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test.each([
  ["ahead", HOUR],
  ["behind", -HOUR],
])("tells the database's time where the machine's clock is an hour %s, and goes on by itself when that jumps", async (_, shift) => {
  vi.setSystemTime(trueTime() + shift);
  const clock = new DatabaseClock();
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  await clock.read(database.db);
  expect(Math.abs(clock.now().getTime() - trueTime())).toBeLessThan(HOUR / 6);

  const before = clock.now().getTime();
  vi.setSystemTime(trueTime() - 2 * shift);
  const passed = clock.now().getTime() - before;
  expect(passed).toBeGreaterThanOrEqual(0);
  expect(passed).toBeLessThan(HOUR / 6);
});

test("does not go back for what is noise, nor believe a reading that took long", async () => {
  const clock = new DatabaseClock();
  let passed = 0;
  vi.spyOn(performance, "now").mockImplementation(() => passed);
  const says = (ms: number, after = 0) => ({ $queryRaw: async () => ((passed += after), [{ ms }]) }) as unknown as Database;
  await clock.read(says(1_000_000_000));
  const before = clock.now().getTime();
  await clock.read(says(1_000_000_000 - 60));
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(before);
  await clock.read(says(5_000_000_000, 1_050));
  expect(clock.now().getTime()).toBeLessThan(2_000_000_000);
  await clock.read(says(5_000_000_000));
  expect(clock.now().getTime()).toBeGreaterThan(4_999_999_000);
});
