import { deleteObject } from "../api/delete-object";
import { resourceNamed } from "../api/resources";
import type { Cluster } from "../cluster";
import { sameJson } from "../objects/json";
import type { Deployment, DeploymentStatus, Pod, ReplicaSet } from "../objects/kube-object";
import { conditionOf, withCondition } from "./conditions";
import { countedStatus, deadlineAt, isComplete, progressConditions } from "./deployment-status";
import { settleRevision, type Sets } from "./newest-replica-set";
import { controllerOf, ownedReplicaSets } from "./owned-replica-sets";
import { desiredKey, maxKey, revisionOf } from "./revision-annotations";
import { rewrite } from "./rewrite";
import { newSetSize, oldSetSizes, proportionalSizes } from "./rolling-arithmetic";
import { scaleReplicaSet } from "./scale-replica-set";

/** Brings one Deployment a step nearer to its spec. Returns when to look again although nothing changes. */
export function syncDeployment(cluster: Cluster, found: Deployment): number | undefined {
  if (found.metadata.deletionTimestamp !== undefined) return writeStatus(cluster, setsOf(cluster, found, false), countedOnly);
  const deployment = withPauseNoted(cluster, found);
  const active = activeSets(ownedReplicaSets(cluster, deployment));
  const resized = active.some(
    ({ metadata }) => Number(metadata.annotations?.[desiredKey] ?? deployment.spec.replicas) !== deployment.spec.replicas,
  );
  if (deployment.spec.paused || resized) return scaleOnly(cluster, deployment);
  return deployment.spec.strategy.type === "Recreate" ? recreate(cluster, deployment) : roll(cluster, deployment);
}

const activeSets = (sets: readonly ReplicaSet[]) => sets.filter(({ spec }) => spec.replicas > 0);
const allOf = ({ newest, old }: Sets) => (newest ? [...old, newest] : old);

function setsOf(cluster: Cluster, deployment: Deployment, createIfMissing: boolean): Sets {
  return settleRevision(cluster, deployment, ownedReplicaSets(cluster, deployment), createIfMissing);
}

/** The same ReplicaSets as they are after their sizes were written. */
function reread(cluster: Cluster, sets: Sets): Sets {
  const now = (set: ReplicaSet) => (cluster.store.get("replicasets", set.metadata.namespace, set.metadata.name) ?? set) as ReplicaSet;
  return { ...sets, newest: sets.newest && now(sets.newest), old: sets.old.map(now) };
}

function roll(cluster: Cluster, found: Deployment): number | undefined {
  const sets = setsOf(cluster, found, true);
  const { deployment, newest, old } = sets;
  if (newest === undefined) return undefined;
  const size =
    newest.spec.replicas > deployment.spec.replicas ? deployment.spec.replicas : newSetSize(deployment, allOf(sets), newest.spec.replicas);
  if (size !== newest.spec.replicas && scaleReplicaSet(cluster, deployment, newest, size))
    return writeStatus(cluster, reread(cluster, sets), progress);

  const sizes = oldSetSizes(deployment, newest, activeSets(old));
  const shrunk = old.filter((set) => {
    const wanted = sizes.get(set.metadata.uid) ?? set.spec.replicas;
    return wanted !== set.spec.replicas && scaleReplicaSet(cluster, deployment, set, wanted);
  });
  if (shrunk.length === 0 && isComplete(deployment, deployment.status ?? {})) cleanUp(cluster, deployment, old);
  return writeStatus(cluster, reread(cluster, sets), progress);
}

function recreate(cluster: Cluster, found: Deployment): number | undefined {
  const before = setsOf(cluster, found, false);
  const shrunk = activeSets(before.old).filter((set) => scaleReplicaSet(cluster, before.deployment, set, 0));
  if (shrunk.length > 0 || oldPodsRun(cluster, before)) return writeStatus(cluster, reread(cluster, before), progress);

  const sets = setsOf(cluster, before.deployment, true);
  const { deployment, newest, old } = sets;
  if (newest && newest.spec.replicas !== deployment.spec.replicas) scaleReplicaSet(cluster, deployment, newest, deployment.spec.replicas);
  if (isComplete(deployment, deployment.status ?? {})) cleanUp(cluster, deployment, old);
  return writeStatus(cluster, reread(cluster, sets), progress);
}

/** Terminating pods count: two generations of pods never run together. */
function oldPodsRun(cluster: Cluster, { deployment, old }: Sets): boolean {
  const uids = new Set(old.map(({ metadata }) => metadata.uid));
  const pods = cluster.store.list("pods", deployment.metadata.namespace) as Pod[];
  return pods.some((pod) => uids.has(controllerOf(pod)?.uid ?? "") && pod.status?.phase !== "Failed" && pod.status?.phase !== "Succeeded");
}

/** A paused Deployment, or one that was just scaled, changes sizes but does not roll. */
function scaleOnly(cluster: Cluster, found: Deployment): number | undefined {
  const sets = setsOf(cluster, found, false);
  const { deployment, newest, old } = sets;
  const { replicas } = deployment.spec;
  const active = activeSets(allOf(sets));
  const [only = newest ?? old.at(-1)] = active;
  const saturated =
    newest?.spec.replicas === replicas &&
    (newest.status?.availableReplicas ?? 0) === replicas &&
    newest.metadata.annotations?.[desiredKey] === String(replicas);
  if (active.length <= 1) {
    if (only) scaleReplicaSet(cluster, deployment, only, replicas);
  } else if (saturated) {
    activeSets(old).forEach((set) => scaleReplicaSet(cluster, deployment, set, 0));
  } else if (deployment.spec.strategy.type === "RollingUpdate") {
    const annotatedMax = ({ metadata }: ReplicaSet) => Number(metadata.annotations?.[maxKey] ?? deployment.status?.replicas ?? 0);
    const sizes = proportionalSizes(deployment, active, annotatedMax);
    active.forEach((set) => scaleReplicaSet(cluster, deployment, set, sizes.get(set.metadata.uid) ?? set.spec.replicas));
  }
  if (deployment.spec.paused) cleanUp(cluster, deployment, old);
  return writeStatus(cluster, reread(cluster, sets), countedOnly);
}

function withPauseNoted(cluster: Cluster, deployment: Deployment): Deployment {
  const { paused = false, progressDeadlineSeconds } = deployment.spec;
  const conditions = deployment.status?.conditions ?? [];
  const reason = conditionOf(conditions, "Progressing")?.reason;
  const noted = reason === "DeploymentPaused";
  if (progressDeadlineSeconds === undefined || reason === "ProgressDeadlineExceeded" || paused === noted) return deployment;
  const next = paused
    ? ({ type: "Progressing", status: "Unknown", reason: "DeploymentPaused", message: "Deployment is paused" } as const)
    : ({ type: "Progressing", status: "Unknown", reason: "DeploymentResumed", message: "Deployment is resumed" } as const);
  const changed = withCondition(conditions, next, cluster.clock.now());
  return rewrite(
    cluster,
    "deployments",
    deployment,
    (current) => ({ ...current, status: { ...current.status, conditions: changed } }),
    "status",
  );
}

function cleanUp(cluster: Cluster, { spec }: Deployment, old: readonly ReplicaSet[]): void {
  const excess = old.length - (spec.revisionHistoryLimit ?? 10);
  if (excess <= 0) return;
  const idle = ({ metadata, spec: { replicas }, status }: ReplicaSet) =>
    replicas === 0 &&
    status?.replicas === 0 &&
    (metadata.generation ?? 0) <= (status.observedGeneration ?? 0) &&
    !metadata.deletionTimestamp;
  const oldest = [...old].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, excess);
  oldest.filter(idle).forEach(({ metadata }) => deleteObject(cluster, resourceNamed("replicasets"), metadata));
}

type ToStatus = (deployment: Deployment, sets: Sets, now: number) => DeploymentStatus;

const countedOnly: ToStatus = (deployment, sets, now) => countedStatus(deployment, allOf(sets), sets.newest, now);
const progress: ToStatus = (deployment, sets, now) => {
  const status = countedOnly(deployment, sets, now);
  return { ...status, conditions: progressConditions(deployment, status, sets.newest, now) };
};

function writeStatus(cluster: Cluster, sets: Sets, toStatus: ToStatus): number | undefined {
  const now = cluster.clock.now();
  const status = toStatus(sets.deployment, sets, now);
  const written = rewrite(
    cluster,
    "deployments",
    sets.deployment,
    (current) => (sameJson(current.status, status) ? current : { ...current, status }),
    "status",
  );
  const deadline = deadlineAt(written, conditionOf(written.status?.conditions, "Progressing"));
  return deadline === undefined ? undefined : Math.max(1000, deadline - now + 1000);
}
