import type { JsonObject } from "@/lib/platform/json";

export type WorkloadKind = "Deployment" | "StatefulSet" | "DaemonSet";
export type WorkloadRef = { namespace: string; kind: WorkloadKind; name: string };

/** One entry of `managedFields`: who applied which fields, as Kubernetes wrote it. */
export type FieldOwner = {
  manager: string;
  operation: string;
  time: Date | null;
  subresource: string | null;
  fields: JsonObject;
  apiVersion?: string;
};

export type Condition = { type: string; status: string; reason: string; message: string; lastUpdateTime: string | null };

/** A Deployment, StatefulSet or DaemonSet. Counts are those of its status; `desired` is `spec.replicas` or, for a DaemonSet, `desiredNumberScheduled`. */
export type Workload = {
  ref: WorkloadRef;
  uid: string;
  resourceVersion: string;
  generation: number;
  observedGeneration: number;
  createdAt: Date;
  deleting: boolean;
  labels: Record<string, string>;
  /** null where the object has no annotations at all: a JSON Patch must make the map first. */
  annotations: Record<string, string> | null;
  fieldOwners: FieldOwner[];
  /** `spec.template`, raw: nothing dropped, nothing added. */
  template: JsonObject;
  /** `spec.selector`, raw. */
  selector: JsonObject;
  paused: boolean;
  /** `spec.strategy.type` or `spec.updateStrategy.type`. */
  strategy: string;
  podManagementPolicy: "OrderedReady" | "Parallel" | null;
  /** Of a StatefulSet that is rolled out to some of its pods only: those with an ordinal below it stay as they are; else 0. */
  stayBelow: number;
  /** `maxUnavailable` of a rolling update, as it is written: `0`, `25%`; null where none is said. */
  maxUnavailable: string | null;
  progressDeadlineSeconds: number | null;
  minReadySeconds: number;
  desired: number;
  updated: number;
  ready: number;
  available: number;
  /** All pods it counts, of any template; terminating ones are not in it. */
  total: number;
  currentRevision: string | null;
  updateRevision: string | null;
  conditions: Condition[];
};

/** A template that the cluster still remembers: a ReplicaSet or a ControllerRevision of a workload. */
export type Revision = {
  source: "ReplicaSet" | "ControllerRevision";
  uid: string;
  name: string;
  ownerUid: string;
  namespace: string;
  /** Kubernetes' own number; it moves, so it is never a key. null where it has none yet. */
  number: number | null;
  /** Value of the label that its pods carry: `pod-template-hash` or `controller-revision-hash`. */
  podHash: string;
  /** As the workload had it: raw, without the one label (`pod-template-hash`) that the controller adds to a ReplicaSet's. */
  template: JsonObject;
  createdAt: Date;
  annotations: Record<string, string>;
  /** ReplicaSets only: what a controller could not do, such as FailedCreate by a quota. */
  conditions: Condition[];
  desired: number;
};

/** A pod that could not be made, in the words of the cluster. */
export type CreateRefusal = { message: string; at: Date };

/** Something that happened to an object, in the words of whoever saw it. `at`: last seen. */
export type ObjectEvent = { reason: string; message: string; container: string | null; at: Date };
export type EventsOf = { namespace: string } & ({ uid: string } | { claim: string });

export type Waiting = { container: string; reason: string; message: string };
export type PodContainer = {
  name: string;
  image: string;
  /** `repo@sha256:…` as the kubelet reports it; empty until it runs. */
  imageId: string;
  ready: boolean;
  restarts: number;
  /** Since when this run of it has been up; null while it is not, absent where nobody says. */
  runningSince?: Date | null;
  waiting: { reason: string; message: string } | null;
  /** `message`: what it left as its last words, or why it could not be started. */
  lastExit: { code: number; reason: string; message?: string } | null;
  /** false until its startup probe has passed once. */
  started?: boolean;
  /** An init container that is meant to go on running beside the others. */
  sidecar?: boolean;
  /** The last lines of the run that crashed, where they were asked for. */
  lastLines?: string[];
};

export type Pod = {
  uid: string;
  resourceVersion: string;
  name: string;
  namespace: string;
  ownerUid: string | null;
  ownerKind: string | null;
  podHash: string | null;
  phase: string;
  ready: boolean;
  terminating: boolean;
  /** Of one that is terminating: by when it was to be gone, and what keeps its object all the same. */
  leaveBy?: Date | null;
  finalizers?: string[];
  createdAt: Date;
  startedAt: Date | null;
  node: string | null;
  /** Condition PodScheduled=False, in the scheduler's words. */
  unschedulable: string | null;
  /** Why the whole pod ended, or its node lost it: `Evicted`, `NodeLost`; empty mostly. */
  reason?: string;
  message?: string;
  conditions?: Condition[];
  /** Names of the PersistentVolumeClaims that it mounts. */
  claims?: string[];
  /** What happened to it and to its claims, where that was asked for. */
  events?: ObjectEvent[];
  containers: PodContainer[];
  initContainers: PodContainer[];
};

export type ConfigMap = {
  uid: string;
  name: string;
  namespace: string;
  resourceVersion: string;
  createdAt: Date;
  deleting: boolean;
  labels: Record<string, string>;
  /** Without kubectl's record of what was applied, which is all of it once more. */
  annotations: Record<string, string>;
  /** Text by key. */
  data: Record<string, string>;
  /** Base64 by key, as Kubernetes holds it. */
  binaryData: Record<string, string>;
  immutable: boolean;
  fieldOwners: FieldOwner[];
};

/** A ConfigMap to be made, which nobody can edit afterwards. */
export type NewConfigMap = Pick<ConfigMap, "name" | "namespace" | "labels" | "annotations" | "data" | "binaryData">;

/** What the API server made of a ConfigMap. Anything else (no answer, cut connection, 5xx, 429) is thrown as `ClusterError`: ask again, and what was made by then `exists`. */
export type CreateOutcome =
  | { kind: "created" | "exists"; map: ConfigMap }
  /** 403 (rights, quota), 422, another 4xx, or an admission webhook: the cluster's own words. */
  | { kind: "refused"; status: number; message: string };

/** Something to tell about a workload in the cluster itself. `name`: the same for the same thing, so that it is told once. */
export type NewEvent = { about: Pick<Workload, "ref" | "uid">; name: string; reason: string; message: string; at: Date };
/** Anything else is thrown as `ClusterError`. */
export type EventOutcome = { kind: "written" } | { kind: "refused"; status: number; message: string };

/** One JSON Patch operation (RFC 6902). */
export type PatchOperation = { op: "test" | "add" | "replace" | "remove"; path: string; value?: unknown };

/** What the API server made of a patch. Anything else (no answer, cut connection, 5xx, 429) is thrown as `ClusterError`: it says nothing about whether the patch was applied. */
export type PatchOutcome =
  | { kind: "accepted"; workload: Workload }
  /** 422 without causes: a `test` failed, or the path is not there. */
  | { kind: "precondition-failed"; message: string }
  /** 422 with causes: the cluster finds the result invalid. */
  | { kind: "invalid"; message: string; causes: { field: string; message: string }[] }
  /** 403: rights, quota or an admission plug-in. */
  | { kind: "forbidden"; message: string }
  | { kind: "not-found"; message: string }
  /** Another 4xx, or an admission webhook's refusal or failure: the cluster's own words. */
  | { kind: "refused"; status: number; message: string };

/** An object that pods may need, and of which nothing but its being there is asked. */
export type NamedObject = { kind: "Secret" | "ServiceAccount" | "PersistentVolumeClaim"; namespace: string; name: string };

/** The one door to a cluster. Methods reject with `ClusterError`. */
export type Cluster = {
  /** `silenceMs`: give up where for so long nothing at all is heard from the cluster. */
  getWorkload(ref: WorkloadRef, options?: { silenceMs?: number }): Promise<Workload | null>;
  /** Every template of this workload that the cluster remembers (ReplicaSets or ControllerRevisions whose controller is `uid`). */
  listRevisions(workload: Pick<Workload, "ref" | "uid" | "selector">): Promise<Revision[]>;
  listPods(workload: Pick<Workload, "ref" | "selector">): Promise<Pod[]>;
  /** Why its controller could not create pods last (quota, admission), in the cluster's words; null when nothing says so. Only events tell it of StatefulSets and DaemonSets. */
  lastCreateRefusal(workload: Pick<Workload, "ref" | "uid">): Promise<CreateRefusal | null>;
  /** What happened to a pod, or to a PersistentVolumeClaim of this name. */
  listEvents(object: EventsOf): Promise<ObjectEvent[]>;
  /** The last lines, at most 5, of the run of a container before this one. Answers within 2 s or rejects. */
  lastLines(container: { namespace: string; pod: string; container: string }): Promise<string[]>;
  patchWorkload(ref: WorkloadRef, operations: PatchOperation[], options: { dryRun: boolean; timeoutMs?: number }): Promise<PatchOutcome>;
  createEvent(event: NewEvent): Promise<EventOutcome>;
  getConfigMap(ref: { namespace: string; name: string }): Promise<ConfigMap | null>;
  /** Makes it immutable. `exists` comes with what is there, whoever made it. A dry run answers the same and makes nothing. */
  createConfigMap(wanted: NewConfigMap, options: { dryRun: boolean }): Promise<CreateOutcome>;
  /** Only if it is still the one that was read; false: it changed or is gone. */
  deleteConfigMap(map: Pick<ConfigMap, "namespace" | "name" | "uid" | "resourceVersion">): Promise<boolean>;
  /** Only if it is still the one that was read; false: it changed or is gone. It gets the time to stop that it asks for. */
  deletePod(pod: Pick<Pod, "namespace" | "name" | "uid" | "resourceVersion">): Promise<boolean>;
  /** Which of these names anything with a pod template, any pod, or any former template of the namespace mentions; see `mentioned-names.ts`. */
  mentionedNames(namespace: string, names: readonly string[]): Promise<Set<string>>;
  /** Whether there is such an object, asked so that nothing of what it holds is read; null where the cluster does not know the kind. */
  exists(object: NamedObject): Promise<boolean | null>;
  /** A Secret's values in base64 by key; null when it is not there. */
  getSecretData(ref: { namespace: string; name: string }): Promise<Record<string, string> | null>;
  /** Which of these acts the connected account may do. */
  reviewAccess(acts: AccessAct[]): Promise<AccessAnswer[]>;
  /** Reads the server's version: the cheapest question that proves the connection and the credentials. */
  version(): Promise<string>;
  listNamespaces(): Promise<string[]>;
  /** Lists, then watches, for ever, until the signal; see `watch-cluster.ts`. */
  watch(options: WatchOptions): Promise<void>;
  close(): Promise<void>;
};

export type AccessAct = { verb: string; group: string; resource: string; namespace: string | null };
export type AccessAnswer = AccessAct & { allowed: boolean; reason: string };

export type WatchedKind = "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "ControllerRevision" | "Pod" | "ConfigMap";
export type Watched =
  | { kind: WorkloadKind; object: Workload }
  | { kind: "ReplicaSet" | "ControllerRevision"; object: Revision }
  | { kind: "Pod"; object: Pod }
  | { kind: "ConfigMap"; object: ConfigMap };

/** `synced` comes once per list: what it does not name is gone. `problem` is for a person (repeated each 30 s at most while it lasts); a `heard` after it means that all is well again. */
export type WatchEvent =
  | { type: "synced"; kind: WatchedKind; namespace: string | null; objects: Watched[] }
  | { type: "changed"; item: Watched }
  | { type: "gone"; kind: WatchedKind; uid: string; namespace: string; name: string }
  | { type: "heard"; kind: WatchedKind; namespace: string | null; at: Date }
  | { type: "problem"; kind: WatchedKind; namespace: string | null; sentence: string };

export type WatchOptions = {
  /** null: all namespaces. */
  namespaces: string[] | null;
  onEvent: (event: WatchEvent) => void;
  signal: AbortSignal;
};
