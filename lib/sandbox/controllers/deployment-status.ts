import type { Condition, Deployment, DeploymentStatus, ReplicaSet } from "../objects/kube-object";
import { conditionOf, withCondition } from "./conditions";
import { available, fenceposts } from "./rolling-arithmetic";

const sum = (sets: readonly ReplicaSet[], field: "replicas" | "readyReplicas" | "terminatingReplicas") =>
  sets.reduce((total, { status }) => total + (status?.[field] ?? 0), 0);

/** What the counters and the Available condition are now. */
export function countedStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  now: number,
): DeploymentStatus {
  const replicas = sum(all, "replicas");
  const availableReplicas = available(all);
  const enough = availableReplicas >= deployment.spec.replicas - fenceposts(deployment).maxUnavailable;
  const availability = enough
    ? ({ type: "Available", status: "True", reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." } as const)
    : ({
        type: "Available",
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      } as const);
  const { collisionCount, conditions = [] } = deployment.status ?? {};
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    replicas,
    updatedReplicas: newest?.status?.replicas ?? 0,
    readyReplicas: sum(all, "readyReplicas"),
    availableReplicas,
    unavailableReplicas: Math.max(0, replicas - availableReplicas),
    terminatingReplicas: sum(all, "terminatingReplicas"),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: withCondition(conditions, availability, now),
  };
}

const count = (value: number | undefined) => value ?? 0;

export const isComplete = ({ spec, metadata }: Deployment, status: DeploymentStatus) =>
  [status.updatedReplicas, status.replicas, status.availableReplicas].every((value) => count(value) === spec.replicas) &&
  count(status.observedGeneration) >= count(metadata.generation);

function hasProgressed(before: DeploymentStatus, now: DeploymentStatus): boolean {
  const old = (status: DeploymentStatus) => count(status.replicas) - count(status.updatedReplicas);
  return (
    count(now.updatedReplicas) > count(before.updatedReplicas) ||
    old(now) < old(before) ||
    count(now.readyReplicas) > count(before.readyReplicas) ||
    count(now.availableReplicas) > count(before.availableReplicas)
  );
}

/** When the progress deadline passes, in milliseconds; nothing where there is none to pass. */
export function deadlineAt({ spec }: Deployment, condition: Condition | undefined): number | undefined {
  if (spec.progressDeadlineSeconds === undefined || condition?.lastUpdateTime === undefined) return undefined;
  if (condition.reason === "NewReplicaSetAvailable" || condition.reason === "ProgressDeadlineExceeded") return undefined;
  return Date.parse(condition.lastUpdateTime) + spec.progressDeadlineSeconds * 1000;
}

/** The conditions with Progressing as it follows from what changed since the last status. */
export function progressConditions(
  deployment: Deployment,
  status: DeploymentStatus,
  newest: ReplicaSet | undefined,
  now: number,
): Condition[] {
  const conditions = status.conditions ?? [];
  if (deployment.spec.progressDeadlineSeconds === undefined) return conditions.filter(({ type }) => type !== "Progressing");
  const before = deployment.status ?? {};
  const current = conditionOf(before.conditions, "Progressing");
  if (status.replicas === status.updatedReplicas && current?.reason === "NewReplicaSetAvailable") return conditions;

  const subject = newest ? `ReplicaSet "${newest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const progressing = { type: "Progressing", status: "True" } as const;
  if (isComplete(deployment, status)) {
    return withCondition(
      conditions,
      { ...progressing, reason: "NewReplicaSetAvailable", message: `${subject} has successfully progressed.` },
      now,
    );
  }
  if (hasProgressed(before, status)) {
    // Progress is dated anew each time, even where status and reason stay: the deadline counts from it.
    const fresh = withCondition(
      conditions.filter(({ type }) => type !== "Progressing"),
      { ...progressing, reason: "ReplicaSetUpdated", message: `${subject} is progressing.` },
      now,
    );
    const since = current?.status === "True" ? current.lastTransitionTime : undefined;
    return fresh.map((condition) => (since && condition.type === "Progressing" ? { ...condition, lastTransitionTime: since } : condition));
  }
  const deadline = deadlineAt(deployment, current);
  if (deadline === undefined || deadline >= now) return conditions;
  const message = `${subject} has timed out progressing.`;
  return withCondition(conditions, { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message }, now);
}
