import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDatabase, databaseNameIn, dropDatabase } from "@/lib/platform/database-admin";
import { openDatabase, type Database } from "@/lib/platform/db";

export type FreshDatabase = { url: string; db: Database; drop(): Promise<void> };

/** A migrated, empty database of its own for one test file or test; `drop` closes `db` and removes it. */
export async function freshDatabase(options: { max?: number } = {}): Promise<FreshDatabase> {
  const template = inject("templateDatabaseUrl");
  const own = new URL(template);
  own.pathname = `/test_${randomBytes(8).toString("hex")}`;
  await createDatabase(own.href, databaseNameIn(template));

  const db = openDatabase(own.href, { max: options.max ?? 10 });
  return {
    url: own.href,
    db,
    drop: async () => {
      await db.$disconnect();
      await dropDatabase(own.href);
    },
  };
}
