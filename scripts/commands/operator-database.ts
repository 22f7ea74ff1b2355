import { embeddedPostgresUrl } from "@/lib/platform/embedded-postgres/cluster-url";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { commandEnv } from "@/lib/platform/env";

export type OperatorDatabase = { url: string; embedded: boolean; close(): Promise<void> };

/** The database that Lastgood uses here: the one of DATABASE_URL, else the embedded one, which is started for as long as the command runs if it is not running. */
export async function operatorDatabase(): Promise<OperatorDatabase> {
  const { DATABASE_URL, LASTGOOD_DATA_DIR: dataDir } = commandEnv();
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, embedded: false, close: async () => {} };
  const running = embeddedPostgresUrl(dataDir);
  if (running !== undefined) return { url: running, embedded: true, close: async () => {} };
  const postgres = await startEmbeddedPostgres({ dataDir, purpose: "command line" });
  return { url: postgres.url, embedded: true, close: () => postgres.stop() };
}
