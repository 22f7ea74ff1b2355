import type { ConfigMap, KubeObject } from "../objects/kube-object";
import type { Store } from "../store/store";

/** Finds a ConfigMap of an object's own namespace by its name, as it is now. */
export type FindConfigMap = (name: string | undefined) => ConfigMap | undefined;

export const configMapsOf =
  (store: Store, { metadata }: KubeObject): FindConfigMap =>
  (name = "") =>
    store.get("configmaps", metadata.namespace, name) as ConfigMap | undefined;

/** A key's content as a container sees it; undefined where the map has no such key. */
export function textOf({ data = {}, binaryData = {} }: ConfigMap, key: string): string | undefined {
  if (Object.hasOwn(data, key)) return data[key];
  return Object.hasOwn(binaryData, key) ? Buffer.from(binaryData[key] ?? "", "base64").toString() : undefined;
}
