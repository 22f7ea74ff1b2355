import { timestamp } from "../clock";
import type { Condition } from "../objects/kube-object";

export const conditionOf = (conditions: readonly Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type);

/** A condition with the same status and reason is left as it is; its transition time moves only with its status. */
export function withCondition(
  conditions: readonly Condition[],
  next: Omit<Condition, "lastTransitionTime" | "lastUpdateTime">,
  now: number,
): Condition[] {
  const current = conditionOf(conditions, next.type);
  if (current?.status === next.status && current.reason === next.reason) return [...conditions];
  const at = timestamp(now);
  const since = current?.status === next.status ? (current.lastTransitionTime ?? at) : at;
  return [...conditions.filter(({ type }) => type !== next.type), { ...next, lastUpdateTime: at, lastTransitionTime: since }];
}
