import type { Pod } from "../objects/kube-object";
import { conditionOf } from "./conditions";

/** In the order in which a shrinking ReplicaSet gives them up: those that do not work, then the youngest. */
export function podsToDeleteFirst(pods: readonly Pod[]): Pod[] {
  return [...pods].sort((a, b) => {
    for (const [first, second] of [
      [Number(a.spec.nodeName !== undefined), Number(b.spec.nodeName !== undefined)],
      [phases.indexOf(a.status?.phase ?? ""), phases.indexOf(b.status?.phase ?? "")],
      [Number(isReady(a)), Number(isReady(b))],
      [-readySince(a), -readySince(b)],
      [-restarts(a), -restarts(b)],
      [-Date.parse(a.metadata.creationTimestamp), -Date.parse(b.metadata.creationTimestamp)],
    ] as const) {
      if (first !== second) return first - second;
    }
    return 0;
  });
}

const phases = ["Pending", "Unknown", "Running"];
const isReady = ({ status }: Pod) => conditionOf(status?.conditions, "Ready")?.status === "True";
const readySince = (pod: Pod) => (isReady(pod) ? Date.parse(conditionOf(pod.status?.conditions, "Ready")?.lastTransitionTime ?? "") : 0);
const restarts = ({ status }: Pod) => Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));
