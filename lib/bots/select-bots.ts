import type { Workload } from "@/lib/cluster/types";

/** Kubernetes keeps the prefix `kube-` for itself. https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
const SYSTEM_NAMESPACE = /^(kube-.*|local-path-storage)$/;
/** Lastgood is never a bot of itself: rolling itself back would take the button away. */
const OURSELVES = "lastgood";

export type Selection = { namespaces: readonly string[]; selector: string | null };

/** Whether an environment counts this workload among its bots. `*` is every namespace but the system's own. */
export function isBot(workload: Pick<Workload, "ref" | "labels">, { namespaces, selector }: Selection): boolean {
  const { labels, ref } = workload;
  if (labels["app.kubernetes.io/part-of"] === OURSELVES || labels["app.kubernetes.io/name"] === OURSELVES) return false;
  const inside = namespaces.includes("*") ? !SYSTEM_NAMESPACE.test(ref.namespace) : namespaces.includes(ref.namespace);
  return inside && (selector === null || matchesSelector(labels, selector));
}

/** Kubernetes' label selector as people write it: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. */
export function matchesSelector(labels: Record<string, string>, selector: string): boolean {
  return selector.split(/,(?![^(]*\))/).every((requirement) => matchesRequirement(labels, requirement.trim()));
}

function matchesRequirement(labels: Record<string, string>, requirement: string): boolean {
  if (requirement === "") return true;
  const value = (key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);

  const set = /^([^\s!=(]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const [, key = "", operator, list = ""] = set;
    const one = value(key);
    const isIn = one !== undefined && list.split(",").some((wanted) => wanted.trim() === one);
    return operator === "in" ? isIn : !isIn;
  }
  const comparison = /^([^\s!=]+)\s*(==?|!=)\s*(\S*)$/.exec(requirement);
  if (comparison) {
    const [, key = "", operator, wanted = ""] = comparison;
    return operator === "!=" ? value(key) !== wanted : value(key) === wanted;
  }
  return requirement.startsWith("!") ? value(requirement.slice(1).trim()) === undefined : value(requirement) !== undefined;
}
