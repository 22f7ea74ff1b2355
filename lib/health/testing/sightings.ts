import type { Condition, ConfigMap, ObjectEvent, Pod, PodContainer, Revision, Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";

export const NOON = new Date("2026-11-21T10:00:00Z");
export const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

/** A pod template of OmniServe in this version; `annotations` are the template's. */
export function template(version: string, annotations: Record<string, string> = {}): JsonObject {
  return {
    metadata: { labels: { app: "omniserve" }, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: { containers: [{ name: "bot", image: `omniserve:${version}` }] },
  };
}

/** A Deployment of three that is all well, unless said otherwise. */
export function workload(more: Partial<Workload> = {}): Workload {
  const desired = more.desired ?? 3;
  return {
    ref: { namespace: "support", kind: "Deployment", name: "omniserve" },
    uid: "uid-omniserve",
    resourceVersion: "1",
    generation: 1,
    observedGeneration: more.generation ?? 1,
    createdAt: NOON,
    deleting: false,
    labels: {},
    annotations: {},
    fieldOwners: [],
    template: template("1.1.0"),
    selector: { matchLabels: { app: "omniserve" } },
    paused: false,
    strategy: "RollingUpdate",
    podManagementPolicy: null,
    stayBelow: 0,
    maxUnavailable: "25%",
    progressDeadlineSeconds: 600,
    minReadySeconds: 0,
    desired,
    updated: desired,
    ready: desired,
    available: desired,
    total: desired,
    currentRevision: null,
    updateRevision: null,
    conditions: [],
    ...more,
  };
}

export function replicaSet(version: string, number: number, more: Partial<Revision> = {}): Revision {
  return {
    source: "ReplicaSet",
    uid: `rs-${version}`,
    name: `omniserve-${version}`,
    ownerUid: "uid-omniserve",
    namespace: "support",
    number,
    podHash: `hash-${version}`,
    template: template(version),
    createdAt: NOON,
    annotations: {},
    conditions: [],
    desired: 3,
    ...more,
  };
}

/** A revision of a StatefulSet or DaemonSet, labelled with its hash. */
export function controllerRevision(version: string, number: number): Revision {
  return { ...replicaSet(version, number), source: "ControllerRevision", uid: `cr-${version}`, desired: 0 };
}

export function pod(name: string, version: string, more: Partial<Pod> = {}): Pod {
  return {
    uid: `uid-${name}`,
    resourceVersion: "1",
    name,
    namespace: "support",
    ownerUid: `rs-${version}`,
    ownerKind: "ReplicaSet",
    podHash: `hash-${version}`,
    phase: "Running",
    ready: true,
    terminating: false,
    createdAt: NOON,
    startedAt: NOON,
    node: "node-1",
    unschedulable: null,
    containers: [container({ image: `omniserve:${version}`, ready: more.ready ?? true })],
    initContainers: [],
    ...more,
  };
}

export function pods(version: string, names: string, more: Partial<Pod> = {}): Pod[] {
  return names.split(" ").map((name) => pod(name, version, more));
}

export function container(more: Partial<PodContainer> = {}): PodContainer {
  return {
    name: "bot",
    image: "omniserve:1.1.0",
    imageId: "",
    ready: true,
    restarts: 0,
    runningSince: NOON,
    waiting: null,
    lastExit: null,
    ...more,
  };
}

/** A container that does not run, for this reason. */
export function waiting(reason: string, more: Partial<PodContainer> & { message?: string } = {}): PodContainer {
  const { message = "", ...rest } = more;
  return container({ ready: false, runningSince: null, waiting: { reason, message }, ...rest });
}

export const crashing = (restarts = 4) => waiting("CrashLoopBackOff", { restarts, lastExit: { code: 1, reason: "Error" } });

/** A pod that has not come up because of its container. */
export function down(name: string, version: string, broken: PodContainer, more: Partial<Pod> = {}): Pod {
  return pod(name, version, { ready: false, phase: "Pending", containers: [broken], ...more });
}

export function configMap(name: string, data: Record<string, string> = {}, more: Partial<ConfigMap> = {}): ConfigMap {
  return {
    uid: `uid-${name}`,
    name,
    namespace: "support",
    resourceVersion: "1",
    createdAt: NOON,
    deleting: false,
    labels: {},
    annotations: {},
    data,
    binaryData: {},
    immutable: false,
    fieldOwners: [],
    ...more,
  };
}

export function condition(
  type: string,
  status: string,
  reason: string,
  message = "",
  lastUpdateTime: string | null = after(600).toISOString(),
): Condition {
  return { type, status, reason, message, lastUpdateTime };
}

/** What happened to a pod of the scene, seen last so many seconds after noon. */
export function event(reason: string, message: string, more: { container?: string; seconds?: number } = {}): ObjectEvent {
  return { reason, message, container: more.container ?? null, at: after(more.seconds ?? 0) };
}
