import { setTimeout as delay } from "node:timers/promises";
import { clusterFolder } from "./cluster-folder";
import { clusterUrl } from "./cluster-url";
import { dropDeadLock } from "./drop-dead-lock";
import { freePort } from "./free-port";
import { initialiseCluster } from "./initialise-cluster";
import { ownCluster } from "./own-cluster";
import { postgresBinaries } from "./postgres-binaries";
import { postgresPackage } from "./postgres-package";
import { startPostgresProcess, type PostgresProcess } from "./postgres-process";
import { stopOrphan } from "./stop-orphan";

export type EmbeddedPostgres = { url: string; pid(): number; stop(): Promise<void> };
type Options = { dataDir: string; purpose?: string; settings?: Record<string, string>; onTrouble?: (sentence: string) => void };

const HELD_FOR_MS = 10_000;
const PORTS_TO_TRY = 3;
const LONGEST_PAUSE_MS = 5_000;
const SAY_AGAIN_EVERY = 20;

/**
 * Starts the PostgreSQL that comes with the npm package, on data in `dataDir`; `url` names the database `lastgood`, which need not exist yet.
 * If it dies it is started again on the same port. It stops with `stop` and when this process ends.
 *
 * @throws StartError if another process runs this data, and for everything else that keeps it from starting
 */
export async function startEmbeddedPostgres({
  dataDir,
  purpose = "start",
  settings = {},
  onTrouble = () => {},
}: Options): Promise<EmbeddedPostgres> {
  const source = postgresPackage();
  const cluster = clusterFolder(dataDir);
  const binaries = postgresBinaries(source, cluster.runAs, dataDir);
  initialiseCluster(cluster, binaries, source.major);
  await stopOrphan(cluster, purpose);

  const launch = async (port: number) => {
    dropDeadLock(cluster.folder);
    const process = await startPostgresProcess({ binaries, folder: cluster.folder, runAs: cluster.runAs, settings, port });
    const ownership = await ownCluster(cluster, port, purpose).catch(async (error: unknown) => {
      await process.stop();
      throw error;
    });
    return { ...process, ownership };
  };
  const { port, first } = await onSomePort(launch);
  let running = first;
  let stopping = false;

  const supervise = async (): Promise<void> => {
    while (!stopping) {
      const said = await running.exited;
      await running.ownership.release();
      if (stopping) return;
      onTrouble(`PostgreSQL ended by itself and is being started again. It said: ${lastLine(said)}`);
      running =
        (await untilItStarts(
          () => launch(port),
          () => stopping,
          onTrouble,
        )) ?? running;
    }
  };
  const supervising = supervise();

  return {
    url: clusterUrl(cluster, port),
    pid: () => running.pid,
    stop: async () => {
      stopping = true;
      await running.stop();
      await supervising;
      await running.stop(); // one that started while we were stopping
    },
  };
}

// Between finding a free port and using it, somebody else may take it.
async function onSomePort<T extends PostgresProcess>(launch: (port: number) => Promise<T>): Promise<{ port: number; first: T }> {
  const patience = Date.now() + HELD_FOR_MS;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { port, first: await launch(port) };
    } catch (error) {
      const { message } = error as Error;
      // After kill -9 the dead one's lock file and shared memory are held until it and its children are gone.
      const held = /lock file .* already exists|shared memory block/.test(message) && Date.now() < patience;
      const taken = message.includes("could not bind") && attempt < PORTS_TO_TRY;
      if (!held && !taken) throw error;
      if (held) await delay(100);
    }
  }
}

// After kill -9 of PostgreSQL its children hold the shared memory for a moment longer.
async function untilItStarts<T>(
  launch: () => Promise<T>,
  given: () => boolean,
  onTrouble: (sentence: string) => void,
): Promise<T | undefined> {
  for (let attempt = 1; !given(); attempt += 1) {
    try {
      return await launch();
    } catch (error) {
      if (attempt % SAY_AGAIN_EVERY === 0) onTrouble((error as Error).message);
      await delay(Math.min(LONGEST_PAUSE_MS, 25 * 2 ** Math.min(attempt, 10)));
    }
  }
  return undefined;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "nothing";
}
