import { openClusters, type Clusters } from "@/lib/cluster/clusters";
import type { Clock } from "@/lib/platform/clock";
import { DatabaseClock } from "@/lib/platform/database-clock";
import { openDatabase, type Database } from "@/lib/platform/db";
import { webEnv } from "@/lib/platform/env";
import { createLogger, type Logger } from "@/lib/platform/logger";
import { openPulse, type Pulse } from "@/lib/platform/pulse";
import { openVault, type Vault } from "@/lib/platform/vault/vault";
import { openJournal, type Journal } from "@/lib/rollbacks/spool/journal";
import { openSpool, type Spool } from "@/lib/rollbacks/spool/spool";

/** What the web process has one of. */
export type Services = {
  db: Database;
  databaseUrl: string;
  clusters: Clusters;
  vault: Vault;
  clock: Clock;
  log: Logger;
  /** Signs and encrypts session cookies. */
  sessionSecret: string;
  /** Where people open Lastgood, such as `https://lastgood.example.com`; null: whatever address they used. */
  publicOrigin: string | null;
  /** For when the database is gone; null: nothing is kept for that. */
  breakGlass: { pulse: Pulse; spool: Spool; journal: Journal } | null;
};

const READ_TIME_EVERY_MS = 10_000;

const KEY = Symbol.for("lastgood.services");
const store = globalThis as { [KEY]?: Services };

/** On `globalThis` because Next loads a module once per bundle: a second pool, or a handshake on a click, would come of it. */
export function services(): Services {
  return (store[KEY] ??= open());
}

/** Puts others in their place: the seam for tests that call route handlers. */
export function replaceServices(others: Services): void {
  store[KEY] = others;
}

function open(): Services {
  const env = webEnv();
  const log = createLogger({ level: env.LOG_LEVEL, process: "web" });
  const db = openDatabase(env.DATABASE_URL, { max: env.LASTGOOD_DB_POOL });
  const clock = new DatabaseClock();
  clock.follow(db, READ_TIME_EVERY_MS);
  return {
    db,
    databaseUrl: env.DATABASE_URL,
    clusters: openClusters({ kubeconfig: env.KUBECONFIG, inCluster: env.KUBERNETES_SERVICE_HOST !== undefined, log }),
    vault: openVault({ secretKey: env.LASTGOOD_SECRET_KEY }),
    clock,
    log,
    sessionSecret: env.NEXTAUTH_SECRET,
    publicOrigin: env.LASTGOOD_URL ?? env.NEXTAUTH_URL ?? null,
    breakGlass: {
      pulse: openPulse(env.DATABASE_URL),
      spool: openSpool({ dataDir: env.LASTGOOD_DATA_DIR, secretKey: env.LASTGOOD_SECRET_KEY }),
      journal: openJournal({ dataDir: env.LASTGOOD_DATA_DIR, secretKey: env.LASTGOOD_SECRET_KEY }),
    },
  };
}
