import type { ConfigMap } from "@/lib/cluster/types";
import { unlessForbidden } from "@/lib/cluster/unless-forbidden";
import type { LiveView } from "./live-view";

/** The ConfigMaps of these names as they are this moment; one that is not there is null. null as a whole where Lastgood may not read them. @throws ClusterError */
export async function lookConfig({ cluster, ref }: LiveView, names: readonly string[]): Promise<Map<string, ConfigMap | null> | null> {
  const look = async (name: string) => [name, await cluster.getConfigMap({ namespace: ref.namespace, name })] as const;
  const maps = await unlessForbidden(Promise.all([...new Set(names)].map(look)));
  return maps && new Map(maps);
}
