import { setTimeout as sleep } from "node:timers/promises";
import { spawnGuarded, killGuarded } from "../support/spawn-guarded";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import type { Database } from "@/lib/platform/db";
import { waitUntil } from "../support/wait-until";

export type WorkerProcess = {
  /** Its row, and the holder of its leases. */
  id: string;
  kill(): Promise<void>;
  /** It stands still for so long. */
  pause(ms: number): Promise<void>;
};

/** Makes a process believe that it is so many ms later. */
const lateBy = (ms: number) =>
  `data:text/javascript,${encodeURIComponent(`
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...parts) { if (parts.length > 0) super(...parts); else super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
    static [Symbol.hasInstance](one) { return one instanceof Real; }
  };`)}`;

/** Starts the worker as it is shipped, as a process of its own, and waits until it says that it is there. `program`: its bundle; `shiftMs`: how wrong its machine's clock is. */
export async function startWorkerProcess(
  program: string,
  {
    databaseUrl,
    kubeconfig,
    namespace,
    db,
    log,
    shiftMs,
  }: { databaseUrl: string; kubeconfig: string; namespace: string; db: Database; log: string; shiftMs: number },
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
    [...Object.entries(env).map(([name, value]) => `${name}=${value}`), process.execPath, "--import", lateBy(shiftMs), program],
    log,
  );
  const row = await waitUntil("the worker's row", async () => (await db.worker.findMany()).find(({ id }) => !before.has(id)), 30_000);
  const pause = async (ms: number) => {
    child.kill("SIGSTOP");
    await sleep(ms);
    child.kill("SIGCONT");
  };
  return { id: row.id, kill: () => killGuarded(child), pause };
}
