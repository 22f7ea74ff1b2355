import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { waitUntil } from "@/e2e/support/wait-until";
import { openDatabase, type Database } from "@/lib/platform/db";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { listen } from "@/lib/platform/listen";
import { migrate } from "@/lib/platform/migrate";
import { TEST_SECRET_KEY } from "@/lib/platform/vault/testing/test-vault";
import { Awaited } from "./awaited";
import { Fleet } from "./fleet";
import { FleetServer } from "./fleet-server";
import { Load, type Sent } from "./load";
import { startWorkerProcess, type WorkerProcess } from "./worker-process";

/** More than the settling time of a deploy: halves that come within it become one release. */
const SETTLED_MS = 11_000;
const CATCH_UP_MS = 120_000;

export type IngestOptions = { bots: number; rate: number; seconds: number; bundle: string; profile: string | null };
export type IngestFigures = {
  bots: number;
  /** Seconds until every bot and its history was recorded the first time. */
  firstSight: number;
  sent: Sent;
  /** Processor seconds of the worker for each second of the load. */
  cores: number;
  lags: Awaited["lags"];
  /** New releases that the load brought, and the bots of those that are in no row. */
  releases: number;
  lost: string[];
  /** MiB, each second of the load. */
  memory: number[];
  /** Seconds until all were recorded when every bot gets a new release at once. */
  burst: number;
};

/** The worker as it is shipped, on a PostgreSQL of its own with fsync, against an API server of which every bot and event is made up. */
export async function ingest({ bots, rate, seconds, bundle, profile }: IngestOptions): Promise<IngestFigures> {
  const dir = mkdtempSync(path.join(tmpdir(), "lastgood-ingest-"));
  chmodSync(dir, 0o755); // PostgreSQL runs as another user when we are root
  const postgres = await startEmbeddedPostgres({ dataDir: dir, purpose: "bench" });
  await migrate(postgres.url);
  const db = openDatabase(postgres.url, { max: 4 });
  const fleet = new Fleet(bots);
  const server = new FleetServer();
  for (const change of fleet.objects()) server.apply(change);
  const kubeconfig = path.join(dir, "kubeconfig");
  writeFileSync(kubeconfig, (await server.listen()).kubeconfig, { mode: 0o600 });

  const awaited = new Awaited(db);
  const stop = new AbortController();
  const hearing = listen({
    url: postgres.url,
    onChange: (change) => (change.kind === "bot" ? awaited.heard(change.botId) : undefined),
    signal: stop.signal,
    log: pino({ level: "silent" }),
  });
  const start = performance.now();
  const env = { DATABASE_URL: postgres.url, KUBECONFIG: kubeconfig, LASTGOOD_NAMESPACES: "*", LASTGOOD_SECRET_KEY: TEST_SECRET_KEY };
  const worker = startWorkerProcess({ bundle, profile, env: { ...env, LASTGOOD_DATA_DIR: dir } });
  try {
    await waitUntil("every bot recorded", async () => server.isWatched && (await healthyBots(db)) === bots, 300_000);
    const firstSight = (performance.now() - start) / 1000;
    await awaited.learnBots();

    const memory: number[] = [];
    const cpu = worker.cpuSeconds();
    const sampling = setInterval(() => memory.push(worker.memory()), 1000);
    const sent = await new Load({ fleet, server, awaited }).run({ rate, seconds });
    const cores = (worker.cpuSeconds() - cpu) / sent.seconds;
    clearInterval(sampling);
    await caughtUp(awaited);
    const lags = { releases: [...awaited.lags.releases], pods: [...awaited.lags.pods] };
    const releases = awaited.count;
    const burst = await burstOf({ fleet, server, awaited });
    return { bots, firstSight, sent, cores, lags, releases, memory, burst, lost: await awaited.lost() };
  } finally {
    await end({ worker, server, db, stop, hearing });
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function burstOf({ fleet, server, awaited }: { fleet: Fleet; server: FleetServer; awaited: Awaited }): Promise<number> {
  await delay(SETTLED_MS);
  const start = performance.now();
  for (const change of fleet.editAll()) server.apply(change);
  for (const bot of fleet.bots) awaited.release(bot, fleet.configOf(bot), bot.touch());
  await caughtUp(awaited);
  return (performance.now() - start) / 1000;
}

/** What is not there by then is lost. */
function caughtUp(awaited: Awaited): Promise<unknown> {
  return waitUntil("all that was sent recorded", async () => awaited.waiting === 0, CATCH_UP_MS).catch(() => undefined);
}

async function end(running: {
  worker: WorkerProcess;
  server: FleetServer;
  db: Database;
  stop: AbortController;
  hearing: Promise<void>;
}): Promise<void> {
  running.stop.abort();
  await running.worker.stop();
  await Promise.all([running.server.close(), running.hearing, running.db.$disconnect()]);
}

function healthyBots(db: Database): Promise<number> {
  return db.bot.count({ where: { verdict: "healthy" } });
}
