import type { Deployment, ReplicaSet } from "../objects/kube-object";
import { fenceposts } from "./rolling-arithmetic";

export const revisionKey = "deployment.kubernetes.io/revision";
const historyKey = "deployment.kubernetes.io/revision-history";
export const desiredKey = "deployment.kubernetes.io/desired-replicas";
export const maxKey = "deployment.kubernetes.io/max-replicas";
const historyLength = 2000;

const notCopied = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "deprecated.deployment.rollback.to",
  revisionKey,
  historyKey,
  desiredKey,
  maxKey,
]);

export const revisionOf = ({ metadata }: ReplicaSet) => Number(metadata.annotations?.[revisionKey] ?? 0);

export const sizeAnnotations = (deployment: Deployment) => ({
  [desiredKey]: String(deployment.spec.replicas),
  [maxKey]: String(deployment.spec.replicas + fenceposts(deployment).maxSurge),
});

/** The annotations of the ReplicaSet that runs now: the Deployment's own, and the highest number, its former ones kept as history. */
export function newestSetAnnotations(deployment: Deployment, revision: number, existing?: ReplicaSet): Record<string, string> {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !notCopied.has(key));
  const result = { ...existing?.metadata.annotations, ...Object.fromEntries(copied) };
  if (existing === undefined) return { ...result, [revisionKey]: String(revision), ...sizeAnnotations(deployment) };
  const former = result[revisionKey];
  if (Number(former ?? 0) >= revision) return result;
  if (former !== undefined) result[historyKey] = [...bounded(result[historyKey]), former].join(",");
  return { ...result, [revisionKey]: String(revision) };
}

function bounded(history: string | undefined): string[] {
  const numbers = history ? history.split(",") : [];
  while (numbers.join(",").length > historyLength) numbers.shift();
  return numbers;
}
