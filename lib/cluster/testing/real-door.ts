import type { Target } from "@/e2e/support/clusters";
import { waitUntil } from "@/e2e/support/wait-until";
import { openClusters } from "../clusters";
import type { ConnectionSource } from "../connection";
import { KubernetesCluster } from "../kubernetes-cluster";
import type { Cluster, PatchOperation, Workload, WorkloadKind } from "../types";

export const closing: (() => unknown)[] = [];
/** To be called after each test. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** The target cluster through its kubeconfig. */
export function asAdmin({ cluster }: Target): Cluster {
  const clusters = openClusters({ kubeconfig: cluster.kubeconfig, inCluster: false });
  closing.push(() => clusters.close());
  return clusters.of({ name: "production", context: null });
}

/** A cluster as whoever holds the token sees it. */
export function as(token: string, server: string): Cluster {
  const tls = { ca: null, cert: null, key: null, servername: null, rejectUnauthorized: false };
  const connection = Promise.resolve({ server, proxyUrl: null, tls, headers: { authorization: `Bearer ${token}` } });
  const source: ConnectionSource = { current: () => connection, renew: () => connection };
  const cluster = new KubernetesCluster(source);
  closing.push(() => cluster.close());
  return cluster;
}

export const wait = { timeout: 20_000, interval: 25 };
export const release = (version: string, rest: object = {}) => ({ name: "bot", replicas: 1, version, ...rest });

/** The bot, once its rollout is complete. */
export async function rolledOut(cluster: Cluster, target: Target, kind: WorkloadKind = "Deployment"): Promise<Workload> {
  return waitUntil("the rollout", async () => {
    const workload = await cluster.getWorkload({ namespace: target.namespace, kind, name: "bot" });
    if (!workload || workload.observedGeneration < workload.generation) return false;
    return (
      [workload.updated, workload.available, workload.total].every((count) => count === workload.desired) &&
      workload.desired > 0 &&
      workload
    );
  });
}

/** The patch of a rollback, in short. */
export const switchTo = (from: Workload, template: unknown): PatchOperation[] => [
  { op: "test", path: "/metadata/uid", value: from.uid },
  { op: "test", path: "/spec/template", value: from.template },
  { op: "replace", path: "/spec/template", value: template },
];
