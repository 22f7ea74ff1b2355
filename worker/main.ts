import type { BotCtx } from "@/lib/bots/ctx";
import { declaredEnvironments } from "@/lib/bots/declared-environments";
import { openClusters } from "@/lib/cluster/clusters";
import { DatabaseClock } from "@/lib/platform/database-clock";
import { openDatabase } from "@/lib/platform/db";
import { workerEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { StartError } from "@/lib/platform/start-error";
import { refuseWrongSecretKey } from "@/lib/platform/vault/refuse-wrong-secret-key";
import { openVault } from "@/lib/platform/vault/vault";
import { runWorker } from "./worker";

/** The worker as a process, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = workerEnv();
  const log = createLogger({ level: env.LOG_LEVEL, process: "worker" });
  const db = openDatabase(env.DATABASE_URL, { max: env.LASTGOOD_DB_POOL });
  const clusters = openClusters({ kubeconfig: env.KUBECONFIG, inCluster: env.KUBERNETES_SERVICE_HOST !== undefined, log });
  const vault = openVault({ secretKey: env.LASTGOOD_SECRET_KEY });
  const clock = new DatabaseClock();
  const ctx: BotCtx = { actor: { kind: "system", job: "worker" }, db, clusters, vault, clock, log, requestId: newId("req") };

  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop.abort());

  try {
    await refuseWrongSecretKey(ctx, env.LASTGOOD_SECRET_KEY).catch(unlessStartError);
    await runWorker({
      ctx,
      databaseUrl: env.DATABASE_URL,
      environments: () => declaredEnvironments(ctx, env),
      readTime: () => clock.read(db),
      signal: stop.signal,
    });
  } finally {
    await clusters.close();
    await db.$disconnect();
  }
}

// A database that does not answer yet, or is not migrated, is waited for by the loops.
function unlessStartError(error: unknown): void {
  if (error instanceof StartError) throw error;
}

main().catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
});
