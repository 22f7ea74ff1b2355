import pino from "pino";
import type { Actor } from "@/lib/access/types";
import type { BotCtx } from "@/lib/bots/ctx";
import { listBots } from "@/lib/bots/list-bots";
import type { BotJson } from "@/lib/bots/schemas";
import { openClusters } from "@/lib/cluster/clusters";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { readRollback } from "@/lib/rollbacks/read-rollback";
import type { RollbackJson } from "@/lib/rollbacks/schemas";
import { runWorker } from "@/worker/worker";
import { freshDatabase, type FreshDatabase } from "./postgres";
import { waitUntil } from "./wait-until";

const KIM: Actor = { kind: "user", id: "usr_kim", name: "Kim", role: "operator" };

export type Product = {
  database: FreshDatabase;
  /** A ctx as one request of an operator has it. */
  ctx(): BotCtx;
  startWorker(): void;
  stopWorker(): Promise<void>;
  /** The bot of this name, once it is as `wanted`. */
  bot(name: string, wanted: (bot: BotJson) => boolean): Promise<BotJson>;
  /** Plans, confirms and carries to accepted, as the routes do. */
  click(botId: string, releaseId?: string): Promise<string>;
  /** The rollback, once it is as `wanted`. */
  rollback(id: string, wanted: (rollback: RollbackJson) => boolean): Promise<RollbackJson>;
  stop(): Promise<void>;
};

export type ProductOptions = {
  kubeconfig: string;
  namespace: string;
  soakSeconds?: number;
  verifySeconds?: number;
  watchSecrets?: boolean;
  log?: Logger;
};

/** Worker and verbs in this process, on a database of their own, over a real or practice cluster. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { kubeconfig, namespace, soakSeconds = 1, verifySeconds = 0, watchSecrets = false, log = pino({ level: "silent" }) } = options;
  const database = await freshDatabase();
  const clusters = openClusters({ kubeconfig, inCluster: false, log });
  const vault = testVault();
  const ctx = (actor: Actor = KIM): BotCtx => ({
    actor,
    db: database.db,
    clusters,
    vault,
    clock: systemClock,
    log,
    requestId: newId("req"),
  });
  const production = {
    name: "production",
    title: "Production",
    context: null,
    namespaces: [namespace],
    selector: null,
    soakSeconds,
    stamps: [],
    watchSecrets,
    holdSeconds: 86_400,
    verifySeconds,
    waitForTerminating: false,
    alwaysTypeName: false,
    teamLabel: null,
  };

  let stopping = new AbortController();
  let worker = Promise.resolve();
  const startWorker = () => {
    stopping = new AbortController();
    const environments = async () => [production];
    worker = runWorker({ ctx: ctx({ kind: "system", job: "worker" }), databaseUrl: database.url, environments, signal: stopping.signal });
  };
  const stopWorker = async () => {
    stopping.abort();
    await worker;
  };
  startWorker();

  return {
    database,
    ctx,
    startWorker,
    stopWorker,
    bot: (name, wanted) =>
      waitUntil(
        `bot ${name}`,
        async () => {
          const { items } = await listBots({ ctx: ctx(), input: {} });
          const found = items.find((bot) => bot.name === name);
          if (found && wanted(found)) return found;
          throw new Error(`it is ${found ? JSON.stringify({ verdict: found.verdict, live: found.live }) : "not there"}`);
        },
        40_000,
      ),
    click: async (botId, releaseId) => {
      const { id: planId } = await planRollback({ ctx: ctx(), input: { botId, ...(releaseId ? { releaseId } : {}) } });
      const request = ctx();
      const { name: typedName } = await database.db.bot.findUniqueOrThrow({ where: { id: botId } });
      const confirmation = await confirmRollback({ ctx: request, input: { planId, typedName } });
      if (confirmation.kind === "started") await driveToAccepted({ ctx: request, run: confirmation.run, seen: confirmation.live });
      return confirmation.rollbackId;
    },
    rollback: (id, wanted) =>
      waitUntil(
        `rollback ${id}`,
        async () => {
          const found = await readRollback({ ctx: ctx(), input: { id } });
          if (wanted(found)) return found;
          throw new Error(`it is ${found.phase}${found.reason ? `: ${found.reason}` : ""}`);
        },
        40_000,
      ),
    stop: async () => {
      await stopWorker();
      await clusters.close();
      await database.drop();
    },
  };
}
