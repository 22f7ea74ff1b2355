import type { Cluster } from "../cluster";
import type { KubeObject } from "../objects/kube-object";
import type { Resource } from "./resources";

/** An object that waits to be deleted goes as soon as nothing holds it any more. Returns it when it went. */
export function finishDeletion(cluster: Cluster, resource: Resource, object: KubeObject): KubeObject | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers = [] } = object.metadata;
  const held = finalizers.length > 0 || (deletionGracePeriodSeconds ?? 0) > 0 || resource.name === "namespaces";
  if (deletionTimestamp === undefined || held) return undefined;
  cluster.store.remove(resource.name, object);
  return object;
}
