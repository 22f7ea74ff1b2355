import type { Snapshot } from "@/lib/bots/types";
import type { Cluster, ConfigMap } from "@/lib/cluster/types";
import { unlessForbidden } from "@/lib/cluster/unless-forbidden";

/**
 * Asks for ConfigMaps that a template refers to and that no watch has shown. Each list is watched by itself, so that a template is often seen before a map that
 * was made just before it; taken as missing, it would make a release that never ran. What is not there is asked for once for each generation of the template.
 */
export class MissingMaps {
  /** By uid of the workload. */
  readonly #notThere = new Map<string, string>();

  /** Those that are there after all. @throws ClusterError when the cluster cannot tell */
  async find(cluster: Cluster, { workload, config }: Snapshot): Promise<ConfigMap[]> {
    const missing = [...(config ?? [])].flatMap(([name, map]) => (map ? [] : [name]));
    const asked = `${workload.generation} ${missing.join(" ")}`;
    if (missing.length === 0) this.#notThere.delete(workload.uid);
    if (missing.length === 0 || this.#notThere.get(workload.uid) === asked) return [];
    const { namespace } = workload.ref;
    // Nobody can say more than the watch where Lastgood may list maps, but not get one.
    const found = await Promise.all(missing.map((name) => unlessForbidden(cluster.getConfigMap({ namespace, name }))));
    const there = found.filter((map) => map !== null);
    if (there.length === 0) this.#notThere.set(workload.uid, asked);
    return there;
  }

  forget(uid: string): void {
    this.#notThere.delete(uid);
  }
}
