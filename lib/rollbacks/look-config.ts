import { ClusterError } from "@/lib/cluster/cluster-error";
import type { ConfigMap } from "@/lib/cluster/types";
import type { LiveView } from "./live-view";

/** The ConfigMaps of these names as they are this moment; one that is not there is null. null as a whole where Lastgood may not read them. @throws ClusterError */
export async function lookConfig({ cluster, ref }: LiveView, names: readonly string[]): Promise<Map<string, ConfigMap | null> | null> {
  try {
    const look = async (name: string) => [name, await cluster.getConfigMap({ namespace: ref.namespace, name })] as const;
    return new Map(await Promise.all([...new Set(names)].map(look)));
  } catch (error) {
    if (error instanceof ClusterError && error.reason === "forbidden") return null;
    throw error;
  }
}
