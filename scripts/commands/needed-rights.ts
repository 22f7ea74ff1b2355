import type { AccessAct, AccessAnswer } from "@/lib/cluster/types";

type Rule = { group: string; resources: string[]; verbs: string[] };

/** What Lastgood's account needs in each namespace with bots, and nothing more. */
const RULES: Rule[] = [
  { group: "apps", resources: ["deployments", "statefulsets", "daemonsets"], verbs: ["get", "list", "watch", "patch"] },
  { group: "apps", resources: ["replicasets", "controllerrevisions"], verbs: ["get", "list", "watch"] },
  { group: "", resources: ["pods"], verbs: ["get", "list", "watch"] },
  { group: "", resources: ["events"], verbs: ["list"] },
  { group: "", resources: ["configmaps"], verbs: ["get", "list", "watch", "create", "delete"] },
];
/** What Lastgood works without, and says less. */
const WISHED: Rule[] = [
  { group: "", resources: ["pods/log"], verbs: ["get"] },
  { group: "", resources: ["events"], verbs: ["create"] },
  { group: "", resources: ["pods"], verbs: ["delete"] },
  { group: "", resources: ["serviceaccounts", "persistentvolumeclaims"], verbs: ["get"] },
];
/** Needed where an environment asks to be told that a Secret changed. */
const SECRETS: Rule = { group: "", resources: ["secrets"], verbs: ["get"] };
/** Needed once, cluster-wide, where all namespaces are watched. */
const ALL_NAMESPACES: Rule = { group: "", resources: ["namespaces"], verbs: ["list"] };

/** Every single act that is asked of the cluster; `*` asks for the whole cluster. */
export function neededRights({ namespaces, watchSecrets }: { namespaces: readonly string[]; watchSecrets: boolean }): AccessAct[] {
  const rules = watchSecrets ? [...RULES, SECRETS] : RULES;
  if (namespaces.includes("*")) return actsOf(null, [...rules, ALL_NAMESPACES]);
  return namespaces.flatMap((namespace) => actsOf(namespace, rules));
}

/** The same for what Lastgood works without: the last lines of what crashed, an event that tells of a rollback, deleting pods that are in its way, what a release needs that is gone. */
export function wishedRights({ namespaces }: { namespaces: readonly string[] }): AccessAct[] {
  return namespaces.includes("*") ? actsOf(null, WISHED) : namespaces.flatMap((namespace) => actsOf(namespace, WISHED));
}

function actsOf(namespace: string | null, rules: Rule[]): AccessAct[] {
  return rules.flatMap(({ group, resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, namespace }))),
  );
}

/** The missing rights of one namespace as the rules of a Role (or ClusterRole), to be copied. */
export function asRbacRules(missing: readonly AccessAnswer[]): string {
  const verbsOf = new Map<string, { group: string; resource: string; verbs: string[] }>();
  for (const { group, resource, verb } of missing) {
    const known = verbsOf.get(`${group}/${resource}`) ?? { group, resource, verbs: [] };
    verbsOf.set(`${group}/${resource}`, { ...known, verbs: [...known.verbs, verb] });
  }
  const byVerbs = new Map<string, Rule>();
  for (const { group, resource, verbs } of verbsOf.values()) {
    const key = `${group}/${verbs.join()}`;
    byVerbs.set(key, { group, verbs, resources: [...(byVerbs.get(key)?.resources ?? []), resource] });
  }
  const list = (words: string[]) => `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
  return [...byVerbs.values()]
    .map(({ group, resources, verbs }) => `- apiGroups: ["${group}"]\n  resources: ${list(resources)}\n  verbs: ${list(verbs)}`)
    .join("\n");
}
