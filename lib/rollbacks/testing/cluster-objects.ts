import type { Pod, PodContainer, Revision, Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";

export const BOOT = new Date("2026-01-31T10:00:00Z");

/** A pod template of a bot that answers with `version`. */
export function template(version: string, more: { env?: Record<string, string>; annotations?: Record<string, string> } = {}): JsonObject {
  const env = Object.entries(more.env ?? {}).map(([name, value]) => ({ name, value }));
  return {
    metadata: { labels: { app: "omniserve" }, ...(more.annotations ? { annotations: more.annotations } : {}) },
    spec: { containers: [{ name: "bot", image: `omniserve:${version}`, ...(env.length > 0 ? { env } : {}) }] },
  };
}

export function workload(more: Partial<Workload> = {}): Workload {
  const desired = more.desired ?? 3;
  return {
    ref: { namespace: "support", kind: "Deployment", name: "omniserve" },
    uid: "uid-omniserve",
    resourceVersion: "1",
    generation: 2,
    observedGeneration: 2,
    createdAt: BOOT,
    deleting: false,
    labels: {},
    annotations: {},
    fieldOwners: [],
    template: template("1.1.0"),
    selector: { matchLabels: { app: "omniserve" } },
    paused: false,
    strategy: "RollingUpdate",
    podManagementPolicy: null,
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
    createdAt: BOOT,
    annotations: {},
    conditions: [],
    desired: 3,
    ...more,
  };
}

export function pod(name: string, version: string, more: Partial<Pod> = {}): Pod {
  return {
    uid: `uid-${name}`,
    name,
    namespace: "support",
    ownerUid: `rs-${version}`,
    ownerKind: "ReplicaSet",
    podHash: `hash-${version}`,
    phase: "Running",
    ready: true,
    terminating: false,
    createdAt: BOOT,
    startedAt: BOOT,
    node: "node-1",
    unschedulable: null,
    containers: [container({ image: `omniserve:${version}`, ready: more.ready ?? true })],
    initContainers: [],
    ...more,
  };
}

export function container(more: Partial<PodContainer> = {}): PodContainer {
  return { name: "bot", image: "omniserve:1.1.0", imageId: "", ready: true, restarts: 0, waiting: null, lastExit: null, ...more };
}

export const crashing = (version: string) =>
  container({
    image: `omniserve:${version}`,
    ready: false,
    restarts: 4,
    waiting: { reason: "CrashLoopBackOff", message: "" },
    lastExit: { code: 1, reason: "Error" },
  });
