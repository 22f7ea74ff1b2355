import type { Pod } from "../objects/kube-object";

/** How a pod would be treated when its node runs short, from what it asks for. */
export function qosClass({ spec }: Pod): "Guaranteed" | "Burstable" | "BestEffort" {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  if (containers.every(({ resources }) => !resources?.limits && !resources?.requests)) return "BestEffort";
  const guaranteed = containers.every(({ resources }) =>
    ["cpu", "memory"].every((name) => resources?.limits?.[name] !== undefined && resources.limits[name] === resources.requests?.[name]),
  );
  return guaranteed ? "Guaranteed" : "Burstable";
}
