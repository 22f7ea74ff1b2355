import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openClusters } from "@/lib/cluster/clusters";
import { tcpProxy, type TcpProxy } from "@/lib/platform/testing/tcp-proxy";
import type { BotCtx } from "@/lib/bots/ctx";
import { openDatabase } from "@/lib/platform/db";
import { kubeconfigThrough } from "../faults/kubeconfig-through";
import { startWorkerProcess, type WorkerProcess } from "../faults/worker-process";
import type { Target } from "../support/clusters";
import type { Product } from "../support/product";

/** A process's lines to PostgreSQL and to the API server. */
export type Lines = { database: TcpProxy; cluster: TcpProxy; kubeconfig: string };

export type Around = { target: Pick<Target, "cluster" | "namespace">; product: Product; dir: string };

export async function openLines({ target, product, dir }: Around): Promise<Lines> {
  const [database, cluster] = await Promise.all([tcpProxy(product.database.url), tcpProxy(target.cluster.url)]);
  return { database, cluster, kubeconfig: kubeconfigThrough(target.cluster.kubeconfig, target.cluster.url, cluster.url, dir) };
}

export const newDir = () => mkdtempSync(path.join(tmpdir(), "lastgood-storm-"));

/** Clicks go through these lines, each by another person. */
export async function openSessions(around: Around) {
  const lines = await openLines(around);
  const clusters = openClusters({ kubeconfig: lines.kubeconfig, inCluster: false });
  const db = openDatabase(lines.database.url, { max: 8 });
  const ctx = (session: number): BotCtx => ({
    ...around.product.ctx(),
    actor: { kind: "user", id: `usr_${session}`, name: `Kim ${session}`, role: "operator" },
    db,
    clusters,
  });
  return {
    lines,
    ctx,
    close: async () => {
      lines.database.heal();
      await Promise.all([clusters.close(), db.$disconnect()]);
      await Promise.all([lines.database.close(), lines.cluster.close()]);
    },
  };
}

/** A worker as it is shipped, on lines of its own, that can be killed and started anew. `shiftMs`: how wrong its clock is. */
export async function openWorker(around: Around, program: string, shiftMs: number) {
  const lines = await openLines(around);
  const { product, target, dir } = around;
  const start = (): Promise<WorkerProcess> =>
    startWorkerProcess(program, {
      databaseUrl: lines.database.url,
      kubeconfig: lines.kubeconfig,
      namespace: target.namespace,
      db: product.database.db,
      log: path.join(dir, "worker.log"),
      shiftMs,
    });
  let running = await start();
  return {
    lines,
    restart: async () => {
      await running.kill();
      running = await start();
    },
    pause: (ms: number) => running.pause(ms),
    close: async () => {
      await running.kill();
      await Promise.all([lines.database.close(), lines.cluster.close()]);
    },
  };
}

export type Sessions = Awaited<ReturnType<typeof openSessions>>;
export type StormWorker = Awaited<ReturnType<typeof openWorker>>;
