import { deleteObject } from "../api/delete-object";
import { resourceNamed } from "../api/resources";
import type { Cluster } from "../cluster";
import type { KubeObject } from "../objects/kube-object";
import type { ResourceName } from "../store/resource-name";

const contents: ResourceName[] = ["deployments", "replicasets", "pods", "configmaps", "events"];

/** Empties a namespace that is to go, and lets it go once it is empty. */
export function endNamespace(cluster: Cluster, namespace: KubeObject): void {
  if (namespace.metadata.deletionTimestamp === undefined) return;
  const { store } = cluster;
  const { name } = namespace.metadata;
  for (const resource of contents) {
    for (const object of store.list(resource, name)) {
      if (object.metadata.deletionTimestamp === undefined)
        deleteObject(cluster, resourceNamed(resource), object.metadata, { gracePeriodSeconds: 1 });
    }
  }
  if (contents.every((resource) => store.list(resource, name).length === 0)) store.remove("namespaces", namespace);
}
