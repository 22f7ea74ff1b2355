import type { Cluster } from "../cluster";
import { timestamp } from "../clock";
import { trackManagers } from "../fields/track-managers";
import { badRequest, conflict, notFound } from "../objects/api-error";
import { sameJson, type JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";
import { hasGeneration } from "./create-object";
import { decode } from "./decode";
import { finishDeletion } from "./finish-deletion";
import type { ObjectName } from "./object-name";
import type { Resource } from "./resources";
import { validate } from "./validate";
import type { WriteOptions } from "./write-options";

/**
 * Reads, changes and writes one object; a change that changes nothing is not a write.
 *
 * @throws ApiError 400, 404, 409 (another version, another uid), 422, and whatever `change` throws
 */
export function updateObject(
  cluster: Cluster,
  resource: Resource,
  { namespace, name }: ObjectName,
  change: (current: JsonObject) => JsonObject,
  options: WriteOptions,
): KubeObject {
  const before = cluster.store.get(resource.name, namespace, name);
  if (before === undefined) throw notFound(resource, name);
  const decoded = decode(resource, change(structuredClone(before) as unknown as JsonObject), options);
  mustBeTheSame(resource, before, decoded);

  const after = withServerFields(resource, before, restricted(before, decoded, options.subresource), options.subresource);
  validate(resource, after, before);
  const managedFields = trackManagers(
    before,
    after,
    { name: options.manager, ...(options.subresource ? { subresource: options.subresource } : {}) },
    timestamp(cluster.clock.now()),
  );
  const { managedFields: _, ...metadata } = after.metadata;
  const owned = { ...after, metadata: managedFields.length === 0 ? metadata : { ...metadata, managedFields } };
  if (sameJson(owned, before)) return before;
  if (options.dryRun) return owned;
  return finishDeletion(cluster, resource, owned) ?? cluster.store.put(resource.name, owned);
}

function mustBeTheSame(resource: Resource, before: KubeObject, { metadata }: KubeObject): void {
  const { name, namespace, uid, resourceVersion } = before.metadata;
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  if (metadata.uid !== undefined && metadata.uid !== uid) {
    const key = `/registry/${resource.name}/${namespace === undefined ? "" : `${namespace}/`}${name}`;
    const why = `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${uid}`;
    throw conflict(resource, name, `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`);
  }
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== resourceVersion) {
    throw conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");
  }
}

/** A write of the status leaves the spec and the labels alone, every other write leaves the status alone. */
function restricted(before: KubeObject, after: KubeObject, subresource: WriteOptions["subresource"]): KubeObject {
  if (subresource === "status") {
    const { labels: _, ...metadata } = after.metadata;
    return { ...after, spec: before.spec, metadata: before.metadata.labels ? { ...metadata, labels: before.metadata.labels } : metadata };
  }
  const { status: _, ...rest } = after;
  return before.status === undefined ? rest : { ...rest, status: before.status };
}

function withServerFields(resource: Resource, before: KubeObject, after: KubeObject, subresource: WriteOptions["subresource"]): KubeObject {
  const { name, namespace, uid, creationTimestamp, resourceVersion, generation, deletionTimestamp, deletionGracePeriodSeconds } =
    before.metadata;
  const kept = { name, namespace, uid, creationTimestamp, resourceVersion, deletionTimestamp, deletionGracePeriodSeconds };
  const { deletionTimestamp: _, deletionGracePeriodSeconds: __, ...given } = after.metadata;
  const metadata = {
    ...given,
    ...(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as Partial<typeof kept>),
  };
  if (!hasGeneration(resource)) return { ...after, metadata } as KubeObject;

  const annotated = resource.name === "deployments" && !sameJson(before.metadata.annotations ?? {}, after.metadata.annotations ?? {});
  const moved = subresource !== "status" && (!sameJson(before.spec, after.spec) || annotated);
  return { ...after, metadata: { ...metadata, generation: (generation ?? 1) + (moved ? 1 : 0) } } as KubeObject;
}
