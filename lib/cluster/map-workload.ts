import { isObject, type JsonObject } from "@/lib/platform/json";
import { mapConditions } from "./map-conditions";
import { mapFieldOwner } from "./map-field-owner";
import { raw } from "./raw";
import type { Workload, WorkloadKind } from "./types";

/** A raw Deployment, StatefulSet or DaemonSet as ours. Its template and selector are passed on untouched. */
export function mapWorkload(kind: WorkloadKind, object: JsonObject): Workload {
  const metadata = raw.object(object.metadata);
  const spec = raw.object(object.spec);
  const status = raw.object(object.status);
  const strategy = raw.object(kind === "Deployment" ? spec.strategy : spec.updateStrategy);
  const rolling = raw.object(strategy.rollingUpdate);
  const { maxUnavailable } = rolling;
  return {
    ref: { namespace: raw.text(metadata.namespace), kind, name: raw.text(metadata.name) },
    uid: raw.text(metadata.uid),
    resourceVersion: raw.text(metadata.resourceVersion),
    generation: raw.count(metadata.generation),
    observedGeneration: raw.count(status.observedGeneration),
    createdAt: raw.date(metadata.creationTimestamp) ?? new Date(0),
    deleting: typeof metadata.deletionTimestamp === "string",
    labels: raw.texts(metadata.labels),
    annotations: isObject(metadata.annotations) ? raw.texts(metadata.annotations) : null,
    fieldOwners: raw.objects(metadata.managedFields).map(mapFieldOwner),
    template: raw.object(spec.template),
    selector: raw.object(spec.selector),
    paused: spec.paused === true,
    strategy: raw.text(strategy.type),
    podManagementPolicy: kind === "StatefulSet" ? (spec.podManagementPolicy === "Parallel" ? "Parallel" : "OrderedReady") : null,
    stayBelow: stayBelow(raw.count(rolling.partition), raw.count(raw.object(spec.ordinals).start)),
    maxUnavailable: typeof maxUnavailable === "string" || typeof maxUnavailable === "number" ? String(maxUnavailable) : null,
    progressDeadlineSeconds: raw.countOrNull(spec.progressDeadlineSeconds),
    minReadySeconds: raw.count(spec.minReadySeconds),
    ...(kind === "DaemonSet" ? daemonCounts(status) : replicaCounts(spec, status)),
    currentRevision: raw.textOrNull(status.currentRevision),
    updateRevision: raw.textOrNull(status.updateRevision),
    conditions: mapConditions(status),
  };
}

/** https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_utils.go (isCurrentRevisionNeeded) */
function stayBelow(partition: number, firstOrdinal: number): number {
  return partition > 0 ? firstOrdinal + partition : 0;
}

type Counts = Pick<Workload, "desired" | "updated" | "ready" | "available" | "total">;

function replicaCounts(spec: JsonObject, status: JsonObject): Counts {
  return {
    desired: raw.countOrNull(spec.replicas) ?? 1,
    updated: raw.count(status.updatedReplicas),
    ready: raw.count(status.readyReplicas),
    available: raw.count(status.availableReplicas),
    total: raw.count(status.replicas),
  };
}

function daemonCounts(status: JsonObject): Counts {
  return {
    desired: raw.count(status.desiredNumberScheduled),
    updated: raw.count(status.updatedNumberScheduled),
    ready: raw.count(status.numberReady),
    available: raw.count(status.numberAvailable),
    total: raw.count(status.currentNumberScheduled) + raw.count(status.numberMisscheduled),
  };
}
