import type { Cluster } from "../cluster";
import type { Deployment, KubeObject, Pod, ReplicaSet } from "../objects/kube-object";
import { collect } from "./garbage-collector";
import { syncDeployment } from "./deployment-controller";
import { endNamespace } from "./end-namespace";
import { kubelet } from "./kubelet";
import { controllerOf } from "./owned-replica-sets";
import { syncReplicaSet } from "./replica-set-controller";
import { workQueue } from "./work-queue";
import type { Change } from "../store/store";

/** A namespace takes a moment to go: who deletes it together with its contents by name still finds them. */
const namespaceDelay = 300;

const keyOf = ({ metadata }: { metadata: { namespace?: string; name: string } }) => `${metadata.namespace ?? ""}/${metadata.name}`;

/** Starts everything that acts by itself, on what is there and on every change. Returns how to stop it. */
export function startControllers(cluster: Cluster): () => void {
  const { store, clock } = cluster;
  const find = (name: "deployments" | "replicasets" | "namespaces" | "pods", key: string) => {
    const [namespace, object = ""] = key.split("/");
    return store.get(name, namespace === "" ? undefined : namespace, object);
  };
  const deployments = workQueue(clock, (key) => {
    const found = find("deployments", key);
    const again = found && syncDeployment(cluster, found as Deployment);
    if (again !== undefined) deployments.addAfter(key, again);
  });
  const replicaSets = workQueue(clock, (key) => {
    const found = find("replicasets", key);
    const again = found && syncReplicaSet(cluster, found as ReplicaSet);
    if (again !== undefined) replicaSets.addAfter(key, again);
  });
  const garbage = workQueue(clock, (uid) => collect(cluster, uid));
  const namespaces = workQueue(clock, (key) => {
    const found = find("namespaces", key);
    if (found) endNamespace(cluster, found);
  });
  const nodes = kubelet(cluster);
  const pods = workQueue(clock, (key) => {
    const found = find("pods", key);
    if (found) nodes.watch(found as Pod);
  });

  const addOwner = (object: KubeObject) => {
    const owner = controllerOf(object);
    if (owner === undefined) return;
    const key = keyOf({ metadata: { ...object.metadata, name: owner.name } });
    if (owner.kind === "Deployment") deployments.add(key);
    if (owner.kind === "ReplicaSet") {
      replicaSets.add(key);
      // Recreate waits for pods, not for what a ReplicaSet counts.
      const set = find("replicasets", key);
      if (set) addOwner(set);
    }
  };
  const react = ({ type, resource, object }: Pick<Change, "type" | "resource" | "object">) => {
    const key = keyOf(object);
    if (resource === "deployments") deployments.add(key);
    if (resource === "replicasets") replicaSets.add(key);
    if (resource === "pods" && type === "DELETED") nodes.forget(object as Pod);
    else if (resource === "pods") pods.add(key);
    if (resource === "configmaps" && type !== "DELETED") nodes.configChanged(object.metadata.namespace);
    if (resource === "namespaces" && type !== "DELETED") namespaces.addAfter(key, namespaceDelay);
    else if (object.metadata.namespace !== undefined && type === "DELETED") namespaces.add(`/${object.metadata.namespace}`);
    if (type === "DELETED" || object.metadata.deletionTimestamp !== undefined) garbage.add(object.metadata.uid);
    if (type !== "MODIFIED") object.metadata.ownerReferences?.forEach(({ uid }) => garbage.add(uid));
    addOwner(object);
  };

  for (const resource of ["namespaces", "deployments", "replicasets", "pods"] as const) {
    for (const object of store.list(resource)) react({ type: "ADDED", resource, object });
  }
  const unsubscribe = store.onChange(react);
  return () => {
    unsubscribe();
    for (const queue of [deployments, replicaSets, garbage, namespaces, pods]) queue.stop();
    nodes.stop();
  };
}
