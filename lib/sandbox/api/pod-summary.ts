import type { Pod } from "../objects/kube-object";
import { age } from "./age";

/** The one word that `kubectl get pods` has for how a pod is. */
export function podPhase({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  const waiting = (status?.containerStatuses ?? []).find(({ state }) => state.waiting);
  return waiting?.state.waiting?.reason ?? status?.phase ?? "Pending";
}

export function podRestarts({ status }: Pod, now: number): string {
  const statuses = status?.containerStatuses ?? [];
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const last = statuses
    .flatMap(({ lastState }) => lastState.terminated?.finishedAt ?? [])
    .sort()
    .at(-1);
  return count > 0 && last ? `${count} (${age(last, now)} ago)` : String(count);
}
