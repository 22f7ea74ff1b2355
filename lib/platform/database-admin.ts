import pg from "pg";

/** The database that a `postgresql://` URL names. */
export function databaseNameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
}

/** Runs `act` with a connection of its own to `database` on the server of `url`. */
export async function withAdminClient<T>(url: string, act: (client: pg.Client) => Promise<T>, database = "postgres"): Promise<T> {
  const target = new URL(url);
  target.pathname = `/${encodeURIComponent(database)}`;
  target.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 8_000 });
  client.on("error", () => {}); // a lost connection also rejects the query that waits for it
  try {
    await client.connect();
    return await act(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates the database that `url` names, as a copy of `template` if given. */
export async function createDatabase(url: string, template?: string): Promise<void> {
  const from = template === undefined ? "" : ` template ${pg.escapeIdentifier(template)}`;
  await withAdminClient(url, (client) => client.query(`create database ${pg.escapeIdentifier(databaseNameIn(url))}${from}`));
}

/** Drops the database that `url` names and every connection to it; one that is not there is fine. */
export async function dropDatabase(url: string): Promise<void> {
  await withAdminClient(url, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(databaseNameIn(url))} with (force)`));
}
