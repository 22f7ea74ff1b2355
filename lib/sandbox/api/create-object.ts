import { randomUUID } from "node:crypto";
import type { Cluster } from "../cluster";
import { timestamp } from "../clock";
import { trackManagers } from "../fields/track-managers";
import { alreadyExists, ApiError, badRequest, notFound } from "../objects/api-error";
import type { JsonObject } from "../objects/json";
import type { KubeObject, Pod } from "../objects/kube-object";
import { randomSuffix } from "../objects/random-suffix";
import { decode } from "./decode";
import { qosClass } from "./qos-class";
import { resourceNamed, type Resource } from "./resources";
import { validate } from "./validate";
import type { WriteOptions } from "./write-options";

/** @throws ApiError 400, 404 (namespace), 409 (name taken), 422 */
export function createObject(
  cluster: Cluster,
  resource: Resource,
  namespace: string | undefined,
  body: JsonObject,
  options: WriteOptions,
): KubeObject {
  const decoded = decode(resource, body, options);
  const { resourceVersion: _, ...metadata } = decoded.metadata;
  if (resource.namespaced && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  const name = metadata.name ?? (metadata.generateName ? metadata.generateName + randomSuffix(cluster.random) : "");
  mustHaveRoom(cluster, resource, namespace, name);

  const object = {
    ...decoded,
    metadata: {
      ...metadata,
      name,
      ...(resource.namespaced && namespace !== undefined ? { namespace } : {}),
      uid: randomUUID(),
      creationTimestamp: timestamp(cluster.clock.now()),
      ...(hasGeneration(resource) ? { generation: 1 } : {}),
    },
  } as KubeObject;
  if (resource.group === "apps") delete object.status;
  if (resource.name === "replicasets") object.status = { replicas: 0 };
  if (resource.name === "pods") object.status = { phase: "Pending", qosClass: qosClass(object as Pod) };
  validate(resource, object);

  const managedFields = trackManagers(undefined, object, { name: options.manager }, object.metadata.creationTimestamp);
  const owned = managedFields.length === 0 ? object : { ...object, metadata: { ...object.metadata, managedFields } };
  return options.dryRun ? owned : cluster.store.put(resource.name, owned);
}

function mustHaveRoom(cluster: Cluster, resource: Resource, namespace: string | undefined, name: string): void {
  if (resource.namespaced) {
    const home = cluster.store.get("namespaces", undefined, namespace ?? "");
    if (home === undefined) throw notFound(resourceNamed("namespaces"), namespace ?? "");
    if (home.metadata.deletionTimestamp !== undefined) {
      const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
      throw new ApiError(403, "Forbidden", `${resource.name} "${name}" is forbidden: ${why}`, { name, kind: resource.name });
    }
  }
  if (cluster.store.get(resource.name, namespace, name)) throw alreadyExists(resource, name);
}

export const hasGeneration = ({ name }: Resource) => name === "deployments" || name === "replicasets" || name === "pods";
