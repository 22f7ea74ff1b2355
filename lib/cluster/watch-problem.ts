import { resourceOf } from "./api-paths";
import { ClusterError } from "./cluster-error";
import { describeClusterError } from "./describe-cluster-error";
import type { WatchedKind } from "./types";

/** Why a kind is not being watched at the moment, for a person. A missing right is named so that it can be granted. */
export function watchProblem(kind: WatchedKind, namespace: string | null, error: unknown): string {
  if (error instanceof ClusterError && error.reason === "forbidden") {
    const { group, resource } = resourceOf(kind);
    const where = namespace === null ? "in all namespaces" : `in the namespace “${namespace}”`;
    const meanwhile = kind === "ConfigMap" ? " Until then releases are recorded without their config." : "";
    return `Lastgood may not watch ${resource} ${where}. Grant its account get, list and watch on ${resource}${group === "" ? "" : ` (API group “${group}”)`}.${meanwhile}`;
  }
  return `${describeClusterError(error)} Lastgood keeps trying.`;
}
