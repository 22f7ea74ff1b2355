import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "../start-error";
import type { ClusterFolder } from "./cluster-folder";
import { ownCluster } from "./own-cluster";
import { runningPostmaster } from "./running-postmaster";

const PAUSE_MS = 100;
const PATIENCE_MS = 15_000;

/**
 * Stops a PostgreSQL that a killed supervisor left on this data. Nobody holds it, so it is stopped properly, to be started as our own child.
 *
 * @throws StartError if another process does hold it
 */
export async function stopOrphan(cluster: ClusterFolder, purpose: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const postmaster = runningPostmaster(cluster.folder);
    if (!postmaster) return;
    await stopUnlessOwned(cluster, postmaster, purpose);
    await delay(PAUSE_MS);
  }
  throw new StartError(
    `A PostgreSQL that nobody answers for has ${cluster.folder} open and does not stop. End it (its process id is in postmaster.pid) and start again.`,
  );
}

async function stopUnlessOwned(cluster: ClusterFolder, postmaster: { pid: number; port: number }, purpose: string): Promise<void> {
  try {
    const ownership = await ownCluster(cluster, postmaster.port, purpose);
    process.kill(postmaster.pid, "SIGINT");
    await ownership.release();
  } catch (error) {
    if (error instanceof StartError) throw error; // anything else: it is starting, recovering or stopping, or went by itself
  }
}
