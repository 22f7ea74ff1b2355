import type { Database } from "@/lib/platform/db";

/** Every row of every table as text, bytes in hex: whatever a dump would hold. */
export async function databaseDump(db: Database): Promise<{ table: string; rows: string }[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await db.$queryRawUnsafe<{ row: string }[]>(`select row_to_json(t)::text as row from "${name}" t`);
      return { table: name, rows: rows.map(({ row }) => row).join("\n") };
    }),
  );
}
