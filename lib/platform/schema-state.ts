import type { Db } from "./db";
import { NEWEST_MIGRATION } from "./newest-migration";

/** How the database's schema stands to this build: `behind` means not migrated yet, `ahead` that a newer build migrated it. */
export type SchemaState = "current" | "behind" | "ahead";

/** Reads which migrations the database has. Throws as any query does when it cannot be reached. */
export async function schemaState(db: Db): Promise<SchemaState> {
  const there = await db.$queryRaw<{ there: boolean }[]>`select to_regclass('"_prisma_migrations"') is not null as there`;
  if (!there[0]?.there) return "behind";
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`;
  if (!rows.some(({ name }) => name === NEWEST_MIGRATION)) return "behind";
  return rows.some(({ name }) => name > NEWEST_MIGRATION) ? "ahead" : "current"; // their names begin with their time
}
