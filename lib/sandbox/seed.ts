import { createObject } from "./api/create-object";
import { decode } from "./api/decode";
import { resourceNamed } from "./api/resources";
import type { WriteOptions } from "./api/write-options";
import { timestamp } from "./clock";
import { nodeName } from "./controllers/pod-writes";
import { ownedBy } from "./controllers/owned-replica-sets";
import { podImageId } from "./controllers/pod-behaviour";
import { podStatus } from "./controllers/pod-status";
import { revisionKey, sizeAnnotations } from "./controllers/revision-annotations";
import type { JsonObject } from "./objects/json";
import type {
  Condition,
  Container,
  Deployment,
  KubeObject,
  ObjectMeta,
  Pod,
  PodSpec,
  PodTemplate,
  ReplicaSet,
} from "./objects/kube-object";
import { podTemplateHash } from "./objects/pod-template-hash";
import type { ResourceName } from "./store/resource-name";
import type { PracticeCluster } from "./start-practice-cluster";

export interface SeedRelease {
  image: string;
  /** How long ago it went live, in milliseconds. */
  age: number;
  env?: Record<string, string>;
  /** Of the pods. */
  labels?: Record<string, string>;
  /** Of the Deployment while this release is live, and of its ReplicaSet. */
  annotations?: Record<string, string>;
  resources?: NonNullable<Container["resources"]>;
  readinessProbe?: NonNullable<Container["readinessProbe"]>;
}

/** What a pod reads beside its template's own words, as its template says it. */
export type PodReads = Pick<Container, "env" | "envFrom" | "volumeMounts"> & Pick<PodSpec, "volumes">;

export interface SeedBot {
  name: string;
  namespace: string;
  replicas: number;
  /** What people call it. */
  title: string;
  /** Whose it is: its object's label `team`. */
  team?: string;
  strategy?: "RollingUpdate" | "Recreate";
  /** How many pods may be missing while they are replaced; Kubernetes' own default when left out. */
  maxUnavailable?: number;
  /** Created before the bot, by name. */
  configMaps?: Record<string, Record<string, string>>;
  /** The same in every release. */
  reads?: PodReads;
  /** Oldest first; the last one is live. */
  releases: SeedRelease[];
}

const ci: WriteOptions = { manager: "ci-release" };

/** Leaves each bot as if it had lived through its releases: old ReplicaSets with their dates, live pods up. Does nothing where Deployments are. */
export function seed({ internals: cluster }: PracticeCluster, bots: readonly SeedBot[]): void {
  if (cluster.store.list("deployments").length > 0) return;
  const now = cluster.clock.now();
  for (const bot of bots) {
    const { namespace, configMaps = {} } = bot;
    const born = bot.releases[0]?.age ?? 0;
    if (!cluster.store.get("namespaces", undefined, namespace)) put("namespaces", undefined, { metadata: { name: namespace } }, born, {});
    for (const [name, data] of Object.entries(configMaps)) put("configmaps", namespace, { metadata: { name }, data }, born, {});
    seedBot(bot, born);
  }

  /** Creates an object and gives it the date and the other marks of its age; it was last written when it was created unless `written` says. */
  function put(
    name: ResourceName,
    namespace: string | undefined,
    body: object,
    age: number,
    { written = age, ...marks }: { metadata?: Partial<ObjectMeta>; status?: unknown; written?: number },
  ): KubeObject {
    const created = createObject(cluster, resourceNamed(name), namespace, body as JsonObject, ci);
    return cluster.store.put(name, {
      ...created,
      ...marks,
      metadata: {
        ...created.metadata,
        ...marks.metadata,
        creationTimestamp: timestamp(now - age),
        managedFields: (created.metadata.managedFields ?? []).map((entry) => ({ ...entry, time: timestamp(now - written) })),
      },
    });
  }

  function seedBot(bot: SeedBot, born: number): void {
    const live = bot.releases.length;
    const newest = bot.releases.at(-1);
    if (newest === undefined) return;
    const draft = deploymentOf(bot, newest);
    const at = timestamp(now - newest.age);
    const { replicas } = bot;
    const status = {
      observedGeneration: live,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      terminatingReplicas: 0,
      conditions: [
        condition("Available", "MinimumReplicasAvailable", "Deployment has minimum availability.", at),
        condition("Progressing", "NewReplicaSetAvailable", "ReplicaSet has successfully progressed.", at),
      ],
    };
    const deployment = put("deployments", bot.namespace, draft, born, {
      metadata: { generation: live, annotations: { "lastgood.dev/title": bot.title, ...newest.annotations, [revisionKey]: String(live) } },
      status,
      written: newest.age,
    }) as Deployment;
    bot.releases.forEach((release, before) => {
      const set = seedSet(deployment, bot, release, before + 1);
      for (let count = 0; before + 1 === live && count < bot.replicas; count++) seedPod(set, release.age);
    });
  }

  function seedSet(deployment: Deployment, bot: SeedBot, release: SeedRelease, revision: number): ReplicaSet {
    const { spec } = decode(resourceNamed("deployments"), deploymentOf(bot, release) as unknown as JsonObject, ci) as Deployment;
    const hash = podTemplateHash(spec.template);
    const labels = { ...spec.template.metadata?.labels, "pod-template-hash": hash };
    const isLive = revision === bot.releases.length;
    const replicas = isLive ? bot.replicas : 0;
    const counts = isLive ? { fullyLabeledReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas } : {};
    const annotations = {
      "lastgood.dev/title": bot.title,
      ...release.annotations,
      ...sizeAnnotations(deployment),
      [revisionKey]: String(revision),
    };
    const body = {
      metadata: { name: `${bot.name}-${hash}`, labels, annotations, ownerReferences: [ownedBy(deployment)] },
      spec: {
        replicas,
        selector: { matchLabels: { ...spec.selector.matchLabels, "pod-template-hash": hash } },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
    };
    return put("replicasets", bot.namespace, body, release.age, {
      status: { replicas, ...counts, terminatingReplicas: 0, observedGeneration: 1 },
    }) as ReplicaSet;
  }

  function seedPod(set: ReplicaSet, age: number): void {
    const { metadata, spec } = set.spec.template;
    const body = {
      metadata: { ...metadata, generateName: `${set.metadata.name}-`, ownerReferences: [ownedBy(set)] },
      spec: { ...spec, nodeName },
    };
    const created = createObject(cluster, resourceNamed("pods"), set.metadata.namespace, body as unknown as JsonObject, ci) as Pod;
    const imageId = podImageId(cluster, created);
    const status = podStatus(created, { now: now - age, behaviour: "ready", stage: "up", restarts: 0, imageId });
    cluster.store.put("pods", { ...created, metadata: { ...created.metadata, creationTimestamp: timestamp(now - age) }, status });
  }
}

const condition = (type: string, reason: string, message: string, at: string): Condition => ({
  type,
  status: "True",
  reason,
  message,
  lastUpdateTime: at,
  lastTransitionTime: at,
});

function deploymentOf(
  { name, title, team, replicas, strategy, maxUnavailable, reads = {} }: SeedBot,
  release: SeedRelease,
): Partial<Deployment> {
  const { env = [], envFrom, volumes, volumeMounts } = reads;
  const app = { "app.kubernetes.io/name": name };
  const container: Container = {
    name: "bot",
    image: release.image,
    env: [...Object.entries(release.env ?? {}).map(([variable, value]) => ({ name: variable, value })), ...env],
    ...(envFrom ? { envFrom } : {}),
    ports: [{ name: "http", containerPort: 8080 }],
    ...(release.resources ? { resources: release.resources } : {}),
    ...(release.readinessProbe ? { readinessProbe: release.readinessProbe } : {}),
    ...(volumeMounts ? { volumeMounts } : {}),
  };
  const template: PodTemplate = {
    metadata: { labels: { ...app, ...release.labels } },
    spec: { containers: [container], ...(volumes ? { volumes } : {}) },
  };
  const rolling = maxUnavailable === undefined ? {} : { rollingUpdate: { maxUnavailable, maxSurge: 1 } };
  const metadata = {
    name,
    labels: { ...app, ...(team === undefined ? {} : { team }), ...release.labels },
    annotations: { "lastgood.dev/title": title, ...release.annotations },
  } as unknown as KubeObject["metadata"];
  return {
    metadata,
    spec: { replicas, selector: { matchLabels: app }, template, strategy: { type: strategy ?? "RollingUpdate", ...rolling } },
  };
}
