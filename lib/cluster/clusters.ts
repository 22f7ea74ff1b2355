import type { Logger } from "@/lib/platform/logger";
import { KubernetesCluster } from "./kubernetes-cluster";
import { loadConnection } from "./load-connection";
import { misconfigured } from "./misconfigured";
import type { Cluster } from "./types";

export type ClustersOptions = { kubeconfig?: string | undefined; inCluster: boolean; log?: Logger };

/** The clusters that environments run in: one connection for each context, opened when first used. */
export type Clusters = {
  of(environment: { name: string; context: string | null }): Cluster;
  close(): Promise<void>;
};

/** A named context is looked for in the kubeconfig. Without one, it is the kubeconfig's current context or, where there is none, the cluster that Lastgood runs in. */
export function openClusters({ kubeconfig, inCluster, log }: ClustersOptions): Clusters {
  const open = new Map<string | null, KubernetesCluster>();
  const source = (context: string | null) => {
    if (kubeconfig !== undefined && kubeconfig !== "") return loadConnection({ kubeconfig, context });
    if (inCluster && context === null) return loadConnection({ inCluster: true });
    const fault = misconfigured(
      context === null
        ? "No cluster is configured: set KUBECONFIG, or run Lastgood inside one"
        : `The context “${context}” needs a kubeconfig: set KUBECONFIG`,
    );
    const fail = () => Promise.reject(fault);
    return { current: fail, renew: fail };
  };
  return {
    of({ context }) {
      const cluster = open.get(context) ?? new KubernetesCluster(source(context), log);
      open.set(context, cluster);
      return cluster;
    },
    async close() {
      await Promise.all([...open.values()].map((cluster) => cluster.close()));
      open.clear();
    },
  };
}
