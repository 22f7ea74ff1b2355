import type { Cluster } from "../cluster";
import type { Deployment, KubeObject, ReplicaSet } from "../objects/kube-object";
import { matchesSelector } from "../objects/label-selector";
import { sameJson } from "../objects/json";
import type { PodTemplate } from "../objects/kube-object";
import { rewrite } from "./rewrite";

export const controllerOf = ({ metadata }: KubeObject) => metadata.ownerReferences?.find(({ controller }) => controller);

export const ownedBy = (owner: KubeObject) => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});

/** A Deployment's ReplicaSets, oldest first; one that matches its selector and has no controller becomes its own. */
export function ownedReplicaSets(cluster: Cluster, deployment: Deployment): ReplicaSet[] {
  const sets = cluster.store.list("replicasets", deployment.metadata.namespace) as ReplicaSet[];
  return sets
    .filter((set) => matchesSelector(deployment.spec.selector, set.metadata.labels))
    .flatMap((set) => {
      const owner = controllerOf(set);
      if (owner) return owner.uid === deployment.metadata.uid ? [set] : [];
      if (deployment.metadata.deletionTimestamp ?? set.metadata.deletionTimestamp) return [];
      const adopted = (current: ReplicaSet) => ({
        ...current,
        metadata: { ...current.metadata, ownerReferences: [...(current.metadata.ownerReferences ?? []), ownedBy(deployment)] },
      });
      return [rewrite(cluster, "replicasets", set, adopted)];
    })
    .sort(olderFirst);
}

export const olderFirst = (a: KubeObject, b: KubeObject) =>
  a.metadata.creationTimestamp === b.metadata.creationTimestamp
    ? a.metadata.name < b.metadata.name
      ? -1
      : 1
    : a.metadata.creationTimestamp < b.metadata.creationTimestamp
      ? -1
      : 1;

/** The oldest ReplicaSet with the Deployment's template: going back to a template means going back to its ReplicaSet. */
export const newestOf = (deployment: Deployment, sets: readonly ReplicaSet[]) =>
  sets.find((set) => sameJson(withoutHash(set.spec.template), withoutHash(deployment.spec.template)));

function withoutHash(template: PodTemplate): PodTemplate {
  const { "pod-template-hash": _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}
