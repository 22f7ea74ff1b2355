import { AppError } from "@/lib/platform/app-error";
import type { NamedObject, WatchedKind, WorkloadRef } from "./types";

/** A kind of which all objects can be asked for. */
export type ListedKind = WatchedKind | "Job" | "CronJob";

const RESOURCES: Record<ListedKind, { group: string; version: string; resource: string }> = {
  Deployment: { group: "apps", version: "v1", resource: "deployments" },
  StatefulSet: { group: "apps", version: "v1", resource: "statefulsets" },
  DaemonSet: { group: "apps", version: "v1", resource: "daemonsets" },
  ReplicaSet: { group: "apps", version: "v1", resource: "replicasets" },
  ControllerRevision: { group: "apps", version: "v1", resource: "controllerrevisions" },
  Pod: { group: "", version: "v1", resource: "pods" },
  ConfigMap: { group: "", version: "v1", resource: "configmaps" },
  Job: { group: "batch", version: "v1", resource: "jobs" },
  CronJob: { group: "batch", version: "v1", resource: "cronjobs" },
};

/** API group and plural name of a kind, as access rules spell them. */
export function resourceOf(kind: WatchedKind): { group: string; resource: string } {
  const { group, resource } = RESOURCES[kind];
  return { group, resource };
}

/** Path of all objects of a kind, in one namespace or (null) in all. */
export function listPath(kind: ListedKind, namespace: string | null): string {
  const { group, version, resource } = RESOURCES[kind];
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === null ? `${root}/${resource}` : `${root}/namespaces/${segment(namespace, LABEL, 63)}/${resource}`;
}

/** Path of the events of a namespace. */
export function eventsPath(namespace: string): string {
  return `/api/v1/namespaces/${segment(namespace, LABEL, 63)}/events`;
}

/** Path of one pod. */
export function podPath({ namespace, name }: { namespace: string; name: string }): string {
  return `${listPath("Pod", namespace)}/${segment(name, SUBDOMAIN, 253)}`;
}

/** Path of the log of a pod. */
export function podLogPath({ namespace, pod }: { namespace: string; pod: string }): string {
  return `${podPath({ namespace, name: pod })}/log`;
}

/** Path of one workload. */
export function workloadPath({ kind, namespace, name }: WorkloadRef): string {
  return `${listPath(kind, namespace)}/${segment(name, SUBDOMAIN, 253)}`;
}

/** Path of one ConfigMap. */
export function configMapPath({ namespace, name }: { namespace: string; name: string }): string {
  return `${listPath("ConfigMap", namespace)}/${segment(name, SUBDOMAIN, 253)}`;
}

const PLURALS = { Secret: "secrets", ServiceAccount: "serviceaccounts", PersistentVolumeClaim: "persistentvolumeclaims" } as const;

/** Plural name of a kind that is only ever asked after, as access rules spell it. Its group is the core one. */
export function pluralOf(kind: NamedObject["kind"]): string {
  return PLURALS[kind];
}

/** Path of one object that is only ever asked after. */
export function objectPath({ kind, namespace, name }: NamedObject): string {
  return `/api/v1/namespaces/${segment(namespace, LABEL, 63)}/${PLURALS[kind]}/${segment(name, SUBDOMAIN, 253)}`;
}

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function segment(name: string, form: RegExp, longest: number): string {
  if (name.length > longest || !form.test(name))
    throw new AppError("bad-input", "That is not a name that an object in a cluster can have.");
  return encodeURIComponent(name);
}
