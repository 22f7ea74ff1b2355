import { deleteObject } from "../api/delete-object";
import { resourceNamed } from "../api/resources";
import type { Cluster } from "../cluster";
import type { KubeObject } from "../objects/kube-object";
import type { ResourceName } from "../store/resource-name";
import { rewrite } from "./rewrite";

const collected: ResourceName[] = ["deployments", "replicasets", "pods", "configmaps"];

const everything = ({ store }: Cluster) => collected.flatMap((name) => store.list(name).map((object) => ({ name, object })));
const dependentsOf = (cluster: Cluster, uid: string) =>
  everything(cluster).filter(({ object }) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid));

/** What to do about one object that changed: let its dependents go, or go after them, or lose its owner. */
export function collect(cluster: Cluster, uid: string): void {
  const owner = everything(cluster).find(({ object }) => object.metadata.uid === uid);
  const dependents = dependentsOf(cluster, uid);
  if (owner === undefined) return dependents.forEach(({ name, object }) => deleteUnlessOwned(cluster, name, object));

  const { finalizers = [], deletionTimestamp } = owner.object.metadata;
  if (deletionTimestamp === undefined) return;
  if (finalizers.includes("orphan")) {
    dependents.forEach(({ name, object }) => disown(cluster, name, object, uid));
    return release(cluster, owner.name, owner.object, "orphan");
  }
  if (!finalizers.includes("foregroundDeletion")) return;
  const blocking = dependents.filter(({ object }) =>
    object.metadata.ownerReferences?.some((owner) => owner.uid === uid && owner.blockOwnerDeletion),
  );
  if (blocking.length === 0) return release(cluster, owner.name, owner.object, "foregroundDeletion");
  for (const { name, object } of blocking) {
    if (object.metadata.deletionTimestamp === undefined)
      deleteObject(cluster, resourceNamed(name), object.metadata, { propagationPolicy: "Foreground" });
  }
}

function deleteUnlessOwned(cluster: Cluster, name: ResourceName, object: KubeObject): void {
  const alive = new Set(everything(cluster).map((other) => other.object.metadata.uid));
  const stillOwned = object.metadata.ownerReferences?.some(({ uid }) => alive.has(uid));
  if (!stillOwned && object.metadata.deletionTimestamp === undefined) {
    deleteObject(cluster, resourceNamed(name), object.metadata, { propagationPolicy: "Background" });
  }
}

function disown(cluster: Cluster, name: ResourceName, object: KubeObject, uid: string): void {
  rewrite(cluster, name, object, (current) => ({
    ...current,
    metadata: { ...current.metadata, ownerReferences: (current.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid) },
  }));
}

function release(cluster: Cluster, name: ResourceName, object: KubeObject, finalizer: string): void {
  rewrite(cluster, name, object, (current) => ({
    ...current,
    metadata: { ...current.metadata, finalizers: (current.metadata.finalizers ?? []).filter((held) => held !== finalizer) },
  }));
}
