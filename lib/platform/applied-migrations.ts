import { withAdminClient, databaseNameIn } from "./database-admin";

export type AppliedMigrations = { done: string[]; unfinished: string[] };

/** What has been applied to the database of `url`, oldest first. None if it is empty. */
export async function appliedMigrations(url: string): Promise<AppliedMigrations> {
  return withAdminClient(
    url,
    async (client) => {
      const there = await client.query<{ there: boolean }>(`select to_regclass('"_prisma_migrations"') is not null as there`);
      if (!there.rows[0]?.there) return { done: [], unfinished: [] };
      const { rows } = await client.query<{ name: string; done: boolean }>(
        `select migration_name as name, finished_at is not null as done from "_prisma_migrations" where rolled_back_at is null order by started_at`,
      );
      const named = (done: boolean) => rows.filter((row) => row.done === done).map((row) => row.name);
      return { done: named(true), unfinished: named(false) };
    },
    databaseNameIn(url),
  );
}
