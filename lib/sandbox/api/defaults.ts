import type { Container, Deployment, KubeObject, Pod, PodSpec, PodTemplate, ReplicaSet } from "../objects/kube-object";
import { podSpecWithDefaults } from "./pod-template-defaults";

/** Fills what the writer left out, as the API server does. */
export function withDefaults(object: KubeObject): KubeObject {
  switch (object.kind) {
    case "Deployment":
      return deploymentWithDefaults(object as Deployment);
    case "ReplicaSet":
      return replicaSetWithDefaults(object as ReplicaSet);
    case "Pod":
      return { ...object, spec: podWithDefaults((object as Pod).spec) };
    case "Namespace":
      return {
        ...object,
        metadata: { ...object.metadata, labels: { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name } },
        spec: { finalizers: ["kubernetes"], ...(object.spec ?? {}) },
        status: { phase: "Active", ...(object.status ?? {}) },
      };
    default:
      return object;
  }
}

const notReady = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

/** What a pod itself gets beyond what its template does. */
function podWithDefaults(spec: PodSpec | undefined): PodSpec {
  const tolerations = notReady.map((key) => ({ effect: "NoExecute", key, operator: "Exists", tolerationSeconds: 300 }));
  const added = { enableServiceLinks: true, preemptionPolicy: "PreemptLowerPriority", priority: 0, tolerations };
  const filled = podSpecWithDefaults(spec ?? { containers: [] });
  return { ...added, ...filled, containers: filled.containers.map(withRequests) };
}

/** A limit without a request is a request too. */
function withRequests(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  return limits ? { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } } : container;
}

function deploymentWithDefaults(object: Deployment): Deployment {
  const spec = object.spec as Partial<Deployment["spec"]> | undefined;
  const type = spec?.strategy?.type ?? "RollingUpdate";
  const rollingUpdate = { maxSurge: "25%", maxUnavailable: "25%", ...spec?.strategy?.rollingUpdate };
  return {
    ...object,
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
      strategy: type === "RollingUpdate" ? { type, rollingUpdate } : { ...spec?.strategy, type },
      ...templateWithDefaults(spec),
    },
  } as Deployment;
}

function replicaSetWithDefaults(object: ReplicaSet): ReplicaSet {
  const spec = object.spec as Partial<ReplicaSet["spec"]> | undefined;
  return {
    ...object,
    spec: { replicas: 1, ...spec, ...templateWithDefaults(spec) },
    status: { ...object.status, replicas: object.status?.replicas ?? 0 },
  } as ReplicaSet;
}

function templateWithDefaults(spec: { template?: PodTemplate } | undefined) {
  const template = spec?.template;
  return { template: { ...template, metadata: template?.metadata ?? {}, spec: podSpecWithDefaults(template?.spec ?? { containers: [] }) } };
}
