export type ResourceName =
  | "namespaces"
  | "nodes"
  | "pods"
  | "configmaps"
  | "events"
  | "deployments"
  | "replicasets"
  | "statefulsets"
  | "daemonsets"
  | "controllerrevisions";
