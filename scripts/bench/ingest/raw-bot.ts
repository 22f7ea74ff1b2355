import type { JsonObject } from "@/lib/platform/json";

/** What a bot of the load is at one moment; the objects that a cluster shows of it follow from this. */
export type BotState = {
  name: string;
  namespace: string;
  /** The ConfigMap that its team shares. */
  flags: string;
  version: string;
  generation: number;
  observedGeneration: number;
  /** What its ReplicaSets carry, oldest first. */
  revisions: RevisionState[];
  changedAt: string;
  pods: PodState[];
};
export type RevisionState = { number: number; version: string; createdAt: string };
export type PodState = { name: string; revision: RevisionState; ready: boolean; terminating: boolean; startedAt: string };

export const REPLICAS = 3;
export const LONG_AGO = "2026-01-05T08:00:00Z";

/** As an API server writes them, `managedFields` and all: some 4 kB each. `stamp` says what a write changed that means nothing. */
export function rawDeployment(bot: BotState, stamp = ""): JsonObject {
  const living = bot.pods.filter(({ terminating }) => !terminating);
  const updated = living.filter(({ revision }) => revision.version === bot.version).length;
  const [ready, total] = [living.filter((pod) => pod.ready).length, living.length];
  return {
    metadata: {
      ...metadata(bot, bot.name, `dep-${bot.name}`),
      generation: bot.generation,
      annotations: {
        "deployment.kubernetes.io/revision": String(bot.revisions.at(-1)?.number ?? 0),
        ...(stamp ? { "policy.example.com/audited-at": stamp } : {}),
      },
      managedFields: [
        managed("ci-release", bot.changedAt, { "f:spec": { "f:replicas": {}, "f:strategy": {}, "f:template": templateFields } }),
        { ...managed("kube-controller-manager", bot.changedAt, { "f:status": statusFields }), subresource: "status" },
      ],
    },
    spec: {
      replicas: REPLICAS,
      selector: { matchLabels: { app: bot.name } },
      template: podTemplate(bot, bot.version),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration: bot.observedGeneration,
      replicas: total,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: [
        { type: "Available", status: "True", reason: "MinimumReplicasAvailable", message: "", lastUpdateTime: bot.changedAt },
        { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable", message: "", lastUpdateTime: bot.changedAt },
      ],
    },
  };
}

export function rawReplicaSet(bot: BotState, revision: RevisionState): JsonObject {
  const replicas = bot.pods.filter((pod) => pod.revision === revision && !pod.terminating).length;
  const template = podTemplate(bot, revision.version) as { metadata: { labels: JsonObject } };
  const hash = hashOf(revision);
  return {
    metadata: {
      ...metadata(bot, `${bot.name}-${hash}`, uidOfRevision(bot, revision)),
      creationTimestamp: revision.createdAt,
      labels: { ...template.metadata.labels, "pod-template-hash": hash },
      annotations: {
        "deployment.kubernetes.io/revision": String(revision.number),
        "deployment.kubernetes.io/desired-replicas": String(REPLICAS),
      },
      ownerReferences: [owner("apps/v1", "Deployment", bot.name, `dep-${bot.name}`)],
      managedFields: [managed("kube-controller-manager", bot.changedAt, { "f:spec": { "f:template": templateFields } })],
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: bot.name, "pod-template-hash": hash } },
      template: { ...template, metadata: { ...template.metadata, labels: { ...template.metadata.labels, "pod-template-hash": hash } } },
    },
    status: { replicas, readyReplicas: replicas, observedGeneration: 1 },
  };
}

export function rawPod(bot: BotState, pod: PodState, stamp = ""): JsonObject {
  const { version, number } = pod.revision;
  const { spec } = podTemplate(bot, version);
  const condition = (type: string, status: boolean) => ({ type, status: status ? "True" : "False", lastTransitionTime: pod.startedAt });
  return {
    metadata: {
      ...metadata(bot, pod.name, `pod-${pod.name}`),
      labels: { app: bot.name, "pod-template-hash": hashOf(pod.revision) },
      creationTimestamp: pod.startedAt,
      ...(pod.terminating ? { deletionTimestamp: pod.startedAt } : {}),
      ...(stamp ? { annotations: { "metrics.example.com/sampled-at": stamp } } : {}),
      ownerReferences: [owner("apps/v1", "ReplicaSet", `${bot.name}-${hashOf(pod.revision)}`, uidOfRevision(bot, pod.revision))],
      managedFields: [
        managed("kube-controller-manager", pod.startedAt, { "f:spec": templateFields }),
        { ...managed("kubelet", pod.startedAt, { "f:status": statusFields }), subresource: "status" },
      ],
    },
    spec: { ...(spec as JsonObject), nodeName: "node-1" },
    status: {
      phase: "Running",
      podIP: "10.0.0.7",
      startTime: pod.startedAt,
      conditions: [condition("PodScheduled", true), condition("Initialized", true), condition("Ready", pod.ready)],
      containerStatuses: [
        {
          name: "bot",
          image: `registry.example.com/bots/${bot.name}:${version}`,
          imageID: `registry.example.com/bots/${bot.name}@sha256:${String(number).padStart(64, "a")}`,
          ready: pod.ready,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: pod.startedAt } },
        },
      ],
    },
  };
}

export function rawConfigMap(at: { namespace: string; name: string }, data: Record<string, string>, stamp: string): JsonObject {
  return {
    metadata: {
      ...metadata(at, at.name, `map-${at.namespace}-${at.name}`),
      annotations: { "example.com/synced-at": stamp },
      managedFields: [managed("ci-config", stamp, { "f:data": Object.fromEntries(Object.keys(data).map((key) => [`f:${key}`, {}])) })],
    },
    data,
  };
}

function podTemplate({ name, flags }: Pick<BotState, "name" | "flags">, version: string): JsonObject {
  const variables = Array.from({ length: 12 }, (_, index) => ({ name: `SETTING_${index}`, value: `value ${index} of ${name}` }));
  const probe = { httpGet: { path: "/healthz", port: 8080, scheme: "HTTP" }, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 };
  return {
    metadata: { labels: { app: name, team: flags }, annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "8080" } },
    spec: {
      containers: [
        {
          name: "bot",
          image: `registry.example.com/bots/${name}:${version}`,
          env: [...variables, { name: "MODE", valueFrom: { configMapKeyRef: { name: flags, key: "mode" } } }],
          resources: { limits: { cpu: "500m", memory: "768Mi" }, requests: { cpu: "100m", memory: "256Mi" } },
          livenessProbe: probe,
          readinessProbe: { ...probe, httpGet: { path: "/readyz", port: 8080, scheme: "HTTP" } },
          ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
          volumeMounts: [{ name: "rules", mountPath: "/etc/rules", readOnly: true }],
          terminationMessagePath: "/dev/termination-log",
          imagePullPolicy: "IfNotPresent",
        },
      ],
      volumes: [{ name: "rules", configMap: { name: `${name}-rules`, defaultMode: 420 } }],
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      dnsPolicy: "ClusterFirst",
      schedulerName: "default-scheduler",
    },
  };
}

function metadata({ namespace }: { namespace: string }, name: string, uid: string) {
  return { name, namespace, uid, creationTimestamp: LONG_AGO, labels: { app: name } };
}

function owner(apiVersion: string, kind: string, name: string, uid: string): JsonObject {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function managed(manager: string, time: string, fieldsV1: JsonObject): JsonObject {
  return { manager, operation: "Update", apiVersion: "v1", time, fieldsType: "FieldsV1", fieldsV1 };
}

function uidOfRevision({ name }: Pick<BotState, "name">, { number }: RevisionState): string {
  return `rs-${name}-${number}`;
}

function hashOf({ number }: RevisionState): string {
  return `6d8f${String(number).padStart(6, "0")}`;
}

const names = (list: string): JsonObject => Object.fromEntries(list.split(" ").map((name) => [`f:${name}`, {}]));
const containerFields = names(
  "image imagePullPolicy livenessProbe name ports readinessProbe resources terminationMessagePath volumeMounts",
);
const templateFields: JsonObject = {
  "f:metadata": { "f:labels": names("app team"), "f:annotations": names("prometheus.io/scrape prometheus.io/port") },
  "f:spec": {
    "f:containers": {
      'k:{"name":"bot"}': { ...containerFields, "f:env": names(Array.from({ length: 13 }, (_, i) => `env-${i}`).join(" ")) },
    },
    ...names("dnsPolicy restartPolicy schedulerName terminationGracePeriodSeconds volumes"),
  },
};
const statusFields = names(
  "availableReplicas conditions observedGeneration readyReplicas replicas updatedReplicas containerStatuses podIP startTime",
);
