import type { Json } from "../objects/json";
import type { ConfigMapReference, PodSpec } from "../objects/kube-object";

type Volume = NonNullable<PodSpec["volumes"]>[number];

/** The ConfigMaps that a volume is made of; where two bring the same file the later one wins. */
export function volumeConfig({ configMap, projected }: Volume): ConfigMapReference[] {
  if (configMap) return [configMap as ConfigMapReference];
  const { sources = [] } = (projected ?? {}) as { sources?: { configMap?: Json }[] };
  return sources.flatMap((source) => (source.configMap ? [source.configMap as ConfigMapReference] : []));
}
