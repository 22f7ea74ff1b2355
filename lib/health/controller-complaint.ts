import type { Condition, CreateRefusal, Revision, Workload } from "@/lib/cluster/types";
import { describeCreateRefusal } from "./describe-create-refusal";
import { templateChangedAt } from "./template-changed-at";

/**
 * What keeps the controllers from making pods of the live release, as a sentence: quota, an admission webhook, a missing service account. Only what is said
 * of this release counts: a Deployment also repeats the complaint of an older ReplicaSet.
 */
export function createRefusal({ conditions, fieldOwners }: Workload, current: Revision | null, said: CreateRefusal | null): string | null {
  const failure = current?.conditions.find(({ type, status }) => type === "ReplicaFailure" && status === "True");
  if (failure)
    return `The cluster refuses to ${failure.reason === "FailedDelete" ? "delete" : "create"} pods: ${describeCreateRefusal(failure.message)}`;
  const changedAt = templateChangedAt(fieldOwners);
  if (said && (changedAt === null || said.at >= changedAt))
    return `The cluster refuses to create pods: ${describeCreateRefusal(said.message)}`;
  if (current !== null) return null;
  // https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/deployment/util/deployment_util.go (FailedRSCreateReason)
  const unmade = conditions.find(({ reason }) => reason === "ReplicaSetCreateError");
  return unmade ? `The cluster refuses to create its ReplicaSet: ${describeCreateRefusal(unmade.message)}` : null;
}

/**
 * Whether the live release took longer than its progress deadline. The condition of an older release stays on the object until the controller sees progress
 * again, some time after it has seen the new template: kubernetes#49637.
 */
export function deadlineExceeded({ generation, observedGeneration, conditions, fieldOwners }: Workload): boolean {
  const condition = conditions.find(({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded");
  return condition !== undefined && observedGeneration >= generation && isNewer(condition, templateChangedAt(fieldOwners));
}

function isNewer({ lastUpdateTime }: Condition, changedAt: Date | null): boolean {
  return changedAt === null || lastUpdateTime === null || Date.parse(lastUpdateTime) > changedAt.getTime();
}
