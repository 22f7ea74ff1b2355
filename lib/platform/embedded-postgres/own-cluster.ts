import pg from "pg";
import { StartError } from "../start-error";
import type { ClusterFolder } from "./cluster-folder";
import { clusterUrl } from "./cluster-url";

/** The right to run one embedded PostgreSQL. The session is the lock: it is free as soon as its holder is gone, however that happened. */
export type Ownership = { release(): Promise<void> };

const KEY = 5_278_446_377_148;

/**
 * Becomes the one that runs the PostgreSQL of `cluster` on `port`. `purpose` is what others are told is running.
 *
 * @throws StartError naming the holder if somebody else runs it
 */
export async function ownCluster(cluster: ClusterFolder, port: number, purpose: string): Promise<Ownership> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, port, "postgres"),
    application_name: `lastgood ${purpose}, process ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on("error", () => {}); // PostgreSQL is gone; whoever runs it hears of that by its exit
  await client.connect();

  const { rows } = await client.query<{ ours: boolean }>("select pg_try_advisory_lock($1) as ours", [KEY]);
  if (rows[0]?.ours) return { release: () => client.end().catch(() => {}) };

  const holder = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = $1`,
    [KEY],
  );
  await client.end();
  throw new StartError(
    `The database in ${cluster.folder} is in use by another Lastgood (${holder.rows[0]?.name ?? "unknown"}). ` +
      `Stop that one first, or give this one a folder of its own with LASTGOOD_DATA_DIR.`,
  );
}
