import { spawnGuarded, killGuarded } from "../support/spawn-guarded";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import type { Database } from "@/lib/platform/db";
import { waitUntil } from "../support/wait-until";

export type WorkerProcess = { /** Its row, and the holder of its leases. */ id: string; kill(): Promise<void> };

/** Starts the worker as it is shipped, as a process of its own, and waits until it says that it is there. `program`: its bundle. */
export async function startWorkerProcess(
  program: string,
  {
    databaseUrl,
    kubeconfig,
    namespace,
    db,
    log,
  }: { databaseUrl: string; kubeconfig: string; namespace: string; db: Database; log: string },
): Promise<WorkerProcess> {
  const before = new Set((await db.worker.findMany()).map(({ id }) => id));
  const env = {
    DATABASE_URL: databaseUrl,
    KUBECONFIG: kubeconfig,
    LASTGOOD_NAMESPACES: namespace,
    LASTGOOD_SOAK: "1s",
    LASTGOOD_VERIFY: "1s",
    LASTGOOD_SECRET_KEY: TEST_SECRET_KEY,
    LOG_LEVEL: "warn",
  };
  const child = spawnGuarded(
    "/usr/bin/env",
    [...Object.entries(env).map(([name, value]) => `${name}=${value}`), process.execPath, program],
    log,
  );
  const row = await waitUntil("the worker's row", async () => (await db.worker.findMany()).find(({ id }) => !before.has(id)), 30_000);
  return { id: row.id, kill: () => killGuarded(child) };
}
