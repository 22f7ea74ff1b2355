import type { Cluster } from "../cluster";
import { timestamp } from "../clock";
import { conflict, notFound } from "../objects/api-error";
import type { KubeObject, Pod } from "../objects/kube-object";
import { finishDeletion } from "./finish-deletion";
import type { ObjectName } from "./object-name";
import type { Resource } from "./resources";

export interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: "Background" | "Foreground" | "Orphan";
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

export type Deleted = { kind: "gone"; object: KubeObject } | { kind: "terminating"; object: KubeObject };

/**
 * Deletes at once, or marks what needs time: pods that run, namespaces, objects that a finalizer holds.
 *
 * @throws ApiError 404, 409 (precondition)
 */
export function deleteObject(cluster: Cluster, resource: Resource, { namespace, name }: ObjectName, options: DeleteOptions = {}): Deleted {
  const before = cluster.store.get(resource.name, namespace, name);
  if (before === undefined) throw notFound(resource, name);
  mustHold(resource, before, options.preconditions);

  const finalizers = finalizersFor(before, options.propagationPolicy);
  const grace = resource.name === "pods" ? podGrace(before as Pod, options.gracePeriodSeconds) : 0;
  const held = grace > 0 || finalizers.length > 0 || resource.name === "namespaces";
  if (!held) {
    if (!options.dryRun) cluster.store.remove(resource.name, before);
    return { kind: "gone", object: before };
  }
  const marked = markDeleted(cluster, resource, before, grace, finalizers);
  if (marked === before || options.dryRun) return { kind: "terminating", object: marked };
  return { kind: "terminating", object: finishDeletion(cluster, resource, marked) ?? cluster.store.put(resource.name, marked) };
}

function mustHold(resource: Resource, { metadata }: KubeObject, preconditions: DeleteOptions["preconditions"]): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const named = { ...resource, name: resource.kind as Resource["name"] };
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(named, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflict(named, metadata.name, why);
  }
}

/** Orphaning and foreground deletion are finalizers that the garbage collector takes off when it is done. */
function finalizersFor({ metadata }: KubeObject, policy: DeleteOptions["propagationPolicy"]): string[] {
  const kept = (metadata.finalizers ?? []).filter((name) => name !== "orphan" && name !== "foregroundDeletion");
  if (policy === "Orphan") return [...kept, "orphan"];
  return policy === "Foreground" ? [...kept, "foregroundDeletion"] : policy === undefined ? (metadata.finalizers ?? []) : kept;
}

function podGrace({ spec, metadata, status }: Pod, asked: number | undefined): number {
  const finished = status?.phase === "Succeeded" || status?.phase === "Failed";
  if (spec.nodeName === undefined || finished) return 0;
  const grace = asked ?? spec.terminationGracePeriodSeconds ?? 30;
  return metadata.deletionGracePeriodSeconds === undefined ? grace : Math.min(grace, metadata.deletionGracePeriodSeconds);
}

function markDeleted(cluster: Cluster, resource: Resource, before: KubeObject, grace: number, finalizers: string[]): KubeObject {
  const { metadata } = before;
  const same = metadata.deletionTimestamp !== undefined && metadata.deletionGracePeriodSeconds === grace;
  if (same && finalizers.length === (metadata.finalizers ?? []).length) return before;
  const status = resource.name === "namespaces" ? { status: { phase: "Terminating" } } : {};
  return {
    ...before,
    ...status,
    metadata: {
      ...metadata,
      deletionTimestamp: timestamp(cluster.clock.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
      ...(metadata.generation === undefined ? {} : { generation: metadata.generation + 1 }),
      ...(finalizers.length === 0 ? {} : { finalizers }),
    },
  };
}
