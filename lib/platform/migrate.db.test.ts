import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { applicationRoot } from "./application-root";
import { databaseNameIn, dropDatabase, withAdminClient } from "./database-admin";
import { openDatabase } from "./db";
import { knownMigrations } from "./known-migrations";
import { migrate } from "./migrate";
import { NEWEST_MIGRATION } from "./newest-migration";
import { schemaState } from "./schema-state";

let folder: string;
const urls: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lastgood-migrations-"));
  cpSync(path.join(applicationRoot(), "prisma/migrations"), folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const url of urls) await dropDatabase(url);
});

/** The URL of a database that is not there. */
function missing(): string {
  const url = new URL(inject("templateDatabaseUrl"));
  url.pathname = `/missing_${randomBytes(6).toString("hex")}`;
  urls.push(url.href);
  return url.href;
}

function later(name: string, sql: string): string {
  const copy = path.join(folder, `with-${name}`);
  cpSync(path.join(applicationRoot(), "prisma/migrations"), copy, { recursive: true });
  mkdirSync(path.join(copy, name));
  writeFileSync(path.join(copy, name, "migration.sql"), sql);
  return copy;
}

function run(url: string, sql: string): Promise<unknown[]> {
  return withAdminClient(url, async (client) => (await client.query(sql)).rows as unknown[], databaseNameIn(url));
}

describe("migrating", () => {
  test("makes a missing database, and the second time finds nothing to do", async () => {
    const url = missing();
    expect(await migrate(url)).toEqual(knownMigrations().names);
    expect(await migrate(url)).toEqual([]);
  });

  test("from several processes at once is done by one", async () => {
    const url = missing();
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(knownMigrations().names);
  });

  test("refuses a database that a newer build has migrated", async () => {
    const url = missing();
    await migrate(url, later("20990101000000_newer", "create table newer ();"));
    await expect(migrate(url)).rejects.toThrow(/newer Lastgood \(it holds migration 20990101000000_newer/);
  });

  test("takes a failed migration back whole, and says which and why", async () => {
    const url = missing();
    const broken = later("20990101000000_broken", "create table half_made (); select 1 / 0;");
    await expect(migrate(url, broken)).rejects.toThrow(/20990101000000_broken did not finish[^]*division by zero/);
    expect(await run(url, "select to_regclass('half_made')::text as it")).toEqual([{ it: null }]);
  });

  test("says that nobody answers, without the password", async () => {
    const url = new URL(missing());
    url.port = "1";
    url.password = "hunter2";
    const problem: unknown = await migrate(url.href).catch((error: unknown) => error);
    expect(String(problem)).toMatch(/The database at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/);
    expect(String(problem)).not.toContain("hunter2");
  });
});

describe("the state of the schema", () => {
  test("is current, ahead or behind", async () => {
    const url = missing();
    await migrate(url);
    const db = openDatabase(url, { max: 1 });
    expect(await schemaState(db)).toBe("current");
    await run(
      url,
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('x', '', '20990101000000_newer', now())`,
    );
    expect(await schemaState(db)).toBe("ahead");
    await run(url, `drop table "_prisma_migrations"`);
    expect(await schemaState(db)).toBe("behind");
    await db.$disconnect();
  });
});

test("the newest migration is the one written down", () => {
  expect(knownMigrations().names.at(-1)).toBe(NEWEST_MIGRATION);
});
