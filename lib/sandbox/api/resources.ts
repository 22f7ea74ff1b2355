import type { ResourceName } from "../store/resource-name";

export interface Resource {
  name: ResourceName;
  singular: string;
  kind: string;
  group: "" | "apps";
  apiVersion: "v1" | "apps/v1";
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  verbs: string[];
  subresources: ("status" | "scale" | "log")[];
}

const readVerbs = ["get", "list", "watch"];
const allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

const core = {
  group: "",
  apiVersion: "v1",
  namespaced: true,
  verbs: allVerbs,
  categories: [] as string[],
  subresources: [] as Resource["subresources"],
} as const;
const apps = { group: "apps", apiVersion: "apps/v1", namespaced: true, categories: ["all"] as string[] } as const;

export const resources: readonly Resource[] = [
  {
    ...core,
    name: "namespaces",
    singular: "namespace",
    kind: "Namespace",
    shortNames: ["ns"],
    namespaced: false,
    subresources: ["status"],
  },
  { ...core, name: "nodes", singular: "node", kind: "Node", shortNames: ["no"], namespaced: false, verbs: readVerbs },
  { ...core, name: "pods", singular: "pod", kind: "Pod", shortNames: ["po"], categories: ["all"], subresources: ["status", "log"] },
  { ...core, name: "configmaps", singular: "configmap", kind: "ConfigMap", shortNames: ["cm"] },
  { ...core, name: "events", singular: "event", kind: "Event", shortNames: ["ev"] },
  {
    ...apps,
    name: "deployments",
    singular: "deployment",
    kind: "Deployment",
    shortNames: ["deploy"],
    verbs: allVerbs,
    subresources: ["status", "scale"],
  },
  {
    ...apps,
    name: "replicasets",
    singular: "replicaset",
    kind: "ReplicaSet",
    shortNames: ["rs"],
    verbs: allVerbs,
    subresources: ["status", "scale"],
  },
  { ...apps, name: "statefulsets", singular: "statefulset", kind: "StatefulSet", shortNames: ["sts"], verbs: readVerbs, subresources: [] },
  { ...apps, name: "daemonsets", singular: "daemonset", kind: "DaemonSet", shortNames: ["ds"], verbs: readVerbs, subresources: [] },
  {
    ...apps,
    name: "controllerrevisions",
    singular: "controllerrevision",
    kind: "ControllerRevision",
    shortNames: [],
    categories: [],
    verbs: readVerbs,
    subresources: [],
  },
];

export function resourceNamed(name: ResourceName): Resource {
  const found = resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
}
