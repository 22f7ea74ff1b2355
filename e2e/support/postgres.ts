import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createDatabase, databaseNameIn, withAdminClient } from "@/lib/platform/database-admin";
import { openDatabase, type Database } from "@/lib/platform/db";

export type FreshDatabase = { url: string; db: Database; drop(): Promise<void> };

const emptied: string[] = [];

/** A migrated, empty database of its own for one test file or test; `drop` closes `db`, ends every other connection and empties it for the next one. */
export async function freshDatabase(options: { max?: number } = {}): Promise<FreshDatabase> {
  const url = emptied.pop() ?? (await copyOfTemplate());
  const db = openDatabase(url, { max: options.max ?? 10 });
  return {
    url,
    db,
    drop: async () => {
      await db.$disconnect();
      await empty(url);
      emptied.push(url);
    },
  };
}

async function copyOfTemplate(): Promise<string> {
  const template = inject("templateDatabaseUrl");
  const own = new URL(template);
  own.pathname = `/test_${randomBytes(8).toString("hex")}`;
  await createDatabase(own.href, databaseNameIn(template));
  return own.href;
}

// To copy the template takes ten times as long. Replicas run no triggers, so foreign keys and append-only tables let go of their rows.
const EMPTY = `
  set session_replication_role = replica;
  select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  do $$ declare name text; begin
    for name in select format('%I', tablename) from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
      execute 'delete from ' || name;
    end loop;
    for name in select format('%I', sequencename) from pg_sequences where schemaname = 'public' loop
      execute 'alter sequence ' || name || ' restart';
    end loop;
  end $$;`;

function empty(url: string): Promise<unknown> {
  return withAdminClient(url, (client) => client.query(EMPTY), databaseNameIn(url));
}
