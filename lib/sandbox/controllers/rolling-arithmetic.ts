import type { Deployment, ReplicaSet } from "../objects/kube-object";

const scaled = (value: number | string | undefined, total: number, round: (value: number) => number): number =>
  typeof value === "string" ? round((Number.parseInt(value, 10) * total) / 100) : (value ?? 0);

/** How many pods a rolling update may have too many (rounded up) and too few (rounded down), never neither. */
export function fenceposts({ spec }: Deployment): { maxSurge: number; maxUnavailable: number } {
  if (spec.strategy.type !== "RollingUpdate") return { maxSurge: 0, maxUnavailable: 0 };
  const { rollingUpdate } = spec.strategy;
  const maxSurge = scaled(rollingUpdate?.maxSurge, spec.replicas, Math.ceil);
  const maxUnavailable = scaled(rollingUpdate?.maxUnavailable, spec.replicas, Math.floor);
  return { maxSurge, maxUnavailable: Math.min(maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable, spec.replicas) };
}

export const specReplicas = (sets: readonly ReplicaSet[]) => sets.reduce((sum, { spec }) => sum + spec.replicas, 0);
export const available = (sets: readonly ReplicaSet[]) => sets.reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0);

/** How large the newest ReplicaSet may be now. */
export function newSetSize(deployment: Deployment, all: readonly ReplicaSet[], currentSize: number): number {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type === "Recreate") return replicas;
  const room = replicas + fenceposts(deployment).maxSurge - specReplicas(all);
  return room <= 0 ? currentSize : currentSize + Math.min(room, replicas - currentSize);
}

/** The sizes that old ReplicaSets go down to: pods that never became available first, then as many others as may be missing. */
export function oldSetSizes(deployment: Deployment, newest: ReplicaSet, old: readonly ReplicaSet[]): Map<string, number> {
  const minimum = deployment.spec.replicas - fenceposts(deployment).maxUnavailable;
  const newestUnavailable = newest.spec.replicas - (newest.status?.availableReplicas ?? 0);
  let unhealthy = specReplicas([...old, newest]) - minimum - newestUnavailable;
  const sizes = new Map<string, number>();
  if (unhealthy <= 0) return sizes;
  for (const set of old) {
    const takeable = Math.min(unhealthy, set.spec.replicas - (set.status?.availableReplicas ?? 0));
    unhealthy -= Math.max(0, takeable);
    sizes.set(set.metadata.uid, set.spec.replicas - Math.max(0, takeable));
  }
  let spare = available([...old, newest]) - minimum;
  for (const set of old) {
    const size = sizes.get(set.metadata.uid) ?? 0;
    const take = Math.max(0, Math.min(size, spare));
    spare -= take;
    sizes.set(set.metadata.uid, size - take);
  }
  return sizes;
}

/** The sizes of several running ReplicaSets when the Deployment is scaled in the middle of a rollout: each its share, the first the rest. */
export function proportionalSizes(
  deployment: Deployment,
  active: readonly ReplicaSet[],
  annotatedMax: (set: ReplicaSet) => number,
): Map<string, number> {
  const { replicas } = deployment.spec;
  const allowed = replicas > 0 ? replicas + fenceposts(deployment).maxSurge : 0;
  const toAdd = allowed - specReplicas(active);
  const largestFirst = [...active].sort((a, b) => b.spec.replicas - a.spec.replicas);
  let added = 0;
  const sizes = new Map<string, number>();
  for (const set of largestFirst) {
    const share =
      replicas === 0 ? -set.spec.replicas : Math.round((set.spec.replicas * allowed) / Math.max(1, annotatedMax(set))) - set.spec.replicas;
    const left = toAdd - added;
    const change = toAdd > 0 ? Math.min(share, left) : toAdd < 0 ? Math.max(share, left) : 0;
    added += change;
    sizes.set(set.metadata.uid, set.spec.replicas + change);
  }
  const [first] = largestFirst;
  if (first) sizes.set(first.metadata.uid, Math.max(0, (sizes.get(first.metadata.uid) ?? 0) + toAdd - added));
  return sizes;
}
