import { createObject } from "../api/create-object";
import { deleteObject } from "../api/delete-object";
import { resourceNamed } from "../api/resources";
import { asController } from "../api/write-options";
import type { Cluster } from "../cluster";
import { sameJson, type JsonObject } from "../objects/json";
import type { KubeObject, Pod, ReplicaSet } from "../objects/kube-object";
import { matchesSelector } from "../objects/label-selector";
import { conditionOf } from "./conditions";
import { controllerOf, ownedBy } from "./owned-replica-sets";
import { podsToDeleteFirst } from "./pods-to-delete-first";
import { recordEvent } from "./record-event";
import { rewrite } from "./rewrite";

const component = "replicaset-controller";

/** Creates or deletes pods until there are as many as wanted, and counts them. Returns when to count again although nothing changes. */
export function syncReplicaSet(cluster: Cluster, set: ReplicaSet): number | undefined {
  const owned = (cluster.store.list("pods", set.metadata.namespace) as Pod[]).filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
  const pods = owned.filter(isActive);
  const missing = set.spec.replicas - pods.length;
  if (set.metadata.deletionTimestamp === undefined) {
    for (let count = 0; count < missing; count++) createPod(cluster, set);
    if (missing < 0)
      podsToDeleteFirst(pods)
        .slice(0, -missing)
        .forEach((pod) => deletePod(cluster, set, pod));
  }
  return writeStatus(cluster, set, pods, owned);
}

const isActive = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined && status?.phase !== "Succeeded" && status?.phase !== "Failed";

function createPod(cluster: Cluster, set: ReplicaSet): void {
  const { metadata, spec } = set.spec.template;
  const pod = { metadata: { ...metadata, generateName: `${set.metadata.name}-`, ownerReferences: [ownedBy(set)] }, spec };
  const created = createObject(cluster, resourceNamed("pods"), set.metadata.namespace, pod as unknown as JsonObject, asController);
  recordEvent(cluster, set, { type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${created.metadata.name}`, component });
}

function deletePod(cluster: Cluster, set: ReplicaSet, pod: KubeObject): void {
  deleteObject(cluster, resourceNamed("pods"), pod.metadata);
  recordEvent(cluster, set, { type: "Normal", reason: "SuccessfulDelete", message: `Deleted pod: ${pod.metadata.name}`, component });
}

function writeStatus(cluster: Cluster, set: ReplicaSet, pods: readonly Pod[], owned: readonly Pod[]): number | undefined {
  const minReady = (set.spec.minReadySeconds ?? 0) * 1000;
  const readyFor = pods.flatMap((pod) => {
    const ready = conditionOf(pod.status?.conditions, "Ready");
    return ready?.status === "True" ? [cluster.clock.now() - Date.parse(ready.lastTransitionTime ?? "")] : [];
  });
  const ripe = readyFor.filter((age) => minReady === 0 || age >= minReady);
  const labels = set.spec.template.metadata?.labels ?? {};
  const status = {
    replicas: pods.length,
    fullyLabeledReplicas: pods.filter(({ metadata }) => matchesSelector({ matchLabels: labels }, metadata.labels)).length,
    readyReplicas: readyFor.length,
    availableReplicas: ripe.length,
    terminatingReplicas: owned.filter(({ metadata }) => metadata.deletionTimestamp !== undefined).length,
    observedGeneration: set.metadata.generation ?? 1,
  };
  rewrite(cluster, "replicasets", set, (current) => (sameJson(current.status, status) ? current : { ...current, status }), "status");
  return ripe.length === readyFor.length ? undefined : minReady - Math.max(...readyFor.filter((age) => age < minReady));
}
