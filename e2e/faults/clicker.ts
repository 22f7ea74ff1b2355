import type { BotCtx } from "@/lib/bots/ctx";
import { openClusters } from "@/lib/cluster/clusters";
import { tcpProxy, type TcpProxy } from "@/lib/platform/testing/tcp-proxy";
import { openDatabase } from "@/lib/platform/db";
import { confirmRollback, type Confirmation } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { kubeconfigThrough } from "./kubeconfig-through";
import type { ReadyBot } from "./many-bots";
import type { Place } from "./on-each-cluster";

export type Clicker = {
  /** Its lines to PostgreSQL and to the API server. */
  database: TcpProxy;
  cluster: TcpProxy;
  confirm(bot: ReadyBot): Promise<Extract<Confirmation, { kind: "started" }>>;
  /** `shift`: the process's clock by then, in ms away from everybody's. */
  drive(started: Extract<Confirmation, { kind: "started" }>, shift?: number): Promise<void>;
  close(): Promise<void>;
};

/** A web process as far as a click goes, in this one, on lines of its own. `server`: where its API server is, where that is not the cluster's own. */
export async function openClicker({ target, product, dir }: Place, server = target.cluster.url): Promise<Clicker> {
  const [database, cluster] = await Promise.all([tcpProxy(product.database.url), tcpProxy(server)]);
  const kubeconfig = kubeconfigThrough(target.cluster.kubeconfig, target.cluster.url, cluster.url, dir);
  const clusters = openClusters({ kubeconfig, inCluster: false });
  const db = openDatabase(database.url, { max: 3 });
  await clusters.of({ name: "production", context: null }).version();
  const ctx = (shift = 0): BotCtx => ({ ...product.ctx(), db, clusters, clock: { now: () => new Date(Date.now() + shift) } });
  return {
    database,
    cluster,
    confirm: async ({ planId, name }) => {
      const confirmation = await confirmRollback({ ctx: ctx(), input: { planId, typedName: name } });
      if (confirmation.kind !== "started") throw new Error(`the click was ${confirmation.kind}`);
      return confirmation;
    },
    drive: ({ run, live }, shift) => driveToAccepted({ ctx: ctx(shift), run, seen: live }),
    close: async () => {
      database.heal();
      await Promise.all([clusters.close(), db.$disconnect()]);
      await Promise.all([database.close(), cluster.close()]);
    },
  };
}
