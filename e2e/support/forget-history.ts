import { kubeHttp, type KubeHttp } from "./kube-http";
import type { RunningCluster } from "./clusters-global-setup";

/**
 * Makes a cluster forget how its events (the resource) came about: etcd is compacted, the practice cluster is given more changes than it
 * remembers. Events, because the API server keeps no cache of them.
 */
export async function forgetHistory(cluster: RunningCluster, admin: KubeHttp, namespace: string): Promise<void> {
  const about = { kind: "Pod", namespace, name: "nobody" };
  const change = (at: number) =>
    admin("POST", `/api/v1/namespaces/${namespace}/events`, {
      metadata: { name: `filler-${at}` },
      involvedObject: about,
      reason: "Filler",
    });
  if (cluster.etcd !== undefined) {
    await change(0);
    const etcd = kubeHttp(cluster.etcd);
    const { body } = await etcd("POST", "/v3/kv/range", { key: "AA==" });
    await etcd("POST", "/v3/kv/compaction", { revision: (body as { header: { revision: string } }).header.revision });
    return;
  }
  await Promise.all(Array.from({ length: 310 }, (_, at) => change(at)));
}
