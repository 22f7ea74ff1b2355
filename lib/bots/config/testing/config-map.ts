import type { ConfigMap } from "@/lib/cluster/types";

/** A ConfigMap as the cluster holds it. */
export function configMap(parts: Partial<ConfigMap> = {}): ConfigMap {
  return {
    uid: "uid-omniserve",
    name: "omniserve",
    namespace: "bots",
    resourceVersion: "1",
    createdAt: new Date("2025-11-21T12:00:00Z"),
    deleting: false,
    labels: {},
    annotations: {},
    data: {},
    binaryData: {},
    immutable: false,
    fieldOwners: [],
    ...parts,
  };
}
