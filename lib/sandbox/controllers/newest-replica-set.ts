import { createObject } from "../api/create-object";
import { resourceNamed } from "../api/resources";
import { asController } from "../api/write-options";
import type { Cluster } from "../cluster";
import type { JsonObject } from "../objects/json";
import { sameJson } from "../objects/json";
import type { Condition, Deployment, ReplicaSet } from "../objects/kube-object";
import { podTemplateHash } from "../objects/pod-template-hash";
import { conditionOf, withCondition } from "./conditions";
import { newestOf, ownedBy } from "./owned-replica-sets";
import { recordEvent } from "./record-event";
import { newestSetAnnotations, revisionKey, revisionOf } from "./revision-annotations";
import { rewrite } from "./rewrite";
import { newSetSize } from "./rolling-arithmetic";

export interface Sets {
  deployment: Deployment;
  newest: ReplicaSet | undefined;
  old: ReplicaSet[];
}

/**
 * Finds the ReplicaSet of the Deployment's template, or makes it if asked to, and gives it the highest revision. The Deployment comes
 * back as it is after that.
 */
export function settleRevision(cluster: Cluster, deployment: Deployment, sets: readonly ReplicaSet[], createIfMissing: boolean): Sets {
  const found = newestOf(deployment, sets);
  const old = sets.filter((set) => set !== found);
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  if (found) {
    const newest = renumbered(cluster, deployment, found, revision);
    const say = { reason: "FoundNewReplicaSet", message: `Found new replica set "${newest.metadata.name}"` };
    const isNew = conditionOf(deployment.status?.conditions, "Progressing") === undefined;
    return { deployment: withRevision(cluster, deployment, newest, isNew ? say : undefined), newest, old };
  }
  if (!createIfMissing) return { deployment, newest: undefined, old };
  const created = createSet(cluster, deployment, sets, revision);
  const say = { reason: "NewReplicaSetCreated", message: `Created new replica set "${created.metadata.name}"` };
  return { deployment: withRevision(cluster, deployment, created, say), newest: created, old };
}

function renumbered(cluster: Cluster, deployment: Deployment, set: ReplicaSet, revision: number): ReplicaSet {
  const annotations = newestSetAnnotations(deployment, revision, set);
  const { minReadySeconds } = deployment.spec;
  if (sameJson(annotations, set.metadata.annotations) && set.spec.minReadySeconds === minReadySeconds) return set;
  return rewrite(cluster, "replicasets", set, (current) => ({
    ...current,
    metadata: { ...current.metadata, annotations },
    spec: { ...current.spec, ...(minReadySeconds === undefined ? { minReadySeconds: 0 } : { minReadySeconds }) },
  }));
}

function createSet(cluster: Cluster, deployment: Deployment, sets: readonly ReplicaSet[], revision: number): ReplicaSet {
  const { metadata, spec } = deployment;
  const hash = freeHash(cluster, deployment);
  const labels = { ...spec.template.metadata?.labels, "pod-template-hash": hash };
  const { matchLabels, ...selector } = spec.selector;
  const replicas = newSetSize(deployment, sets, 0);
  const set = {
    metadata: {
      name: `${metadata.name}-${hash}`,
      labels,
      annotations: newestSetAnnotations(deployment, revision),
      ownerReferences: [ownedBy(deployment)],
    },
    spec: {
      replicas,
      selector: { ...selector, matchLabels: { ...matchLabels, "pod-template-hash": hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
    },
  };
  const created = createObject(
    cluster,
    resourceNamed("replicasets"),
    metadata.namespace,
    set as unknown as JsonObject,
    asController,
  ) as ReplicaSet;
  if (replicas > 0) {
    const message = `Scaled up replica set ${created.metadata.name} from 0 to ${replicas}`;
    recordEvent(cluster, deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component: "deployment-controller" });
  }
  return created;
}

/** A name that is taken by another template's ReplicaSet counts as a collision, which changes the hash. */
function freeHash(cluster: Cluster, { metadata, spec, status }: Deployment): string {
  for (let collisions = status?.collisionCount; ; collisions = (collisions ?? 0) + 1) {
    const hash = podTemplateHash(spec.template, collisions);
    if (!cluster.store.get("replicasets", metadata.namespace, `${metadata.name}-${hash}`)) return hash;
  }
}

function withRevision(
  cluster: Cluster,
  deployment: Deployment,
  newest: ReplicaSet,
  say: Pick<Condition, "reason" | "message"> | undefined,
): Deployment {
  const revision = newest.metadata.annotations?.[revisionKey] ?? "1";
  const conditions = deployment.status?.conditions ?? [];
  const hasDeadline = deployment.spec.progressDeadlineSeconds !== undefined;
  const next =
    say && hasDeadline ? withCondition(conditions, { type: "Progressing", status: "True", ...say }, cluster.clock.now()) : conditions;
  if (deployment.metadata.annotations?.[revisionKey] === revision && sameJson(next, conditions)) return deployment;
  return rewrite(
    cluster,
    "deployments",
    deployment,
    (current) => ({
      ...current,
      metadata: { ...current.metadata, annotations: { ...current.metadata.annotations, [revisionKey]: revision } },
      status: { ...current.status, conditions: next },
    }),
    "status",
  );
}
