import type { Cluster } from "../cluster";
import { badRequest } from "../objects/api-error";
import { isObject, type JsonObject } from "../objects/json";
import type { Deployment, KubeObject, ReplicaSet } from "../objects/kube-object";
import { selectorText } from "../objects/label-selector";
import type { ObjectName } from "./object-name";
import type { Resource } from "./resources";
import { updateObject } from "./update-object";
import type { WriteOptions } from "./write-options";

/** A Deployment or ReplicaSet seen through its scale. */
export function scaleOf(object: KubeObject): JsonObject {
  const { metadata, spec, status } = object as Deployment | ReplicaSet;
  const { name, namespace = "", uid, resourceVersion, creationTimestamp } = metadata;
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: spec.replicas === 0 ? {} : { replicas: spec.replicas },
    status: { replicas: status?.replicas ?? 0, selector: selectorText(spec.selector) },
  };
}

/** Writes only the number of replicas. @throws ApiError 400, 404, 409, 422 */
export function updateScale(
  cluster: Cluster,
  resource: Resource,
  name: ObjectName,
  change: (scale: JsonObject) => JsonObject,
  options: WriteOptions,
): JsonObject {
  const changed = updateObject(
    cluster,
    resource,
    name,
    (current) => {
      const object = current as unknown as Deployment;
      const scale = change(scaleOf(object));
      const spec = isObject(scale["spec"]) ? scale["spec"] : {};
      const replicas = spec["replicas"] ?? 0;
      if (!Number.isInteger(replicas))
        throw badRequest('Scale in version "v1" cannot be handled as a Scale: spec.replicas is not a whole number');
      const wanted = isObject(scale["metadata"]) ? scale["metadata"]["resourceVersion"] : undefined;
      const resourceVersion = typeof wanted === "string" ? wanted : object.metadata.resourceVersion;
      return { ...current, metadata: { ...object.metadata, resourceVersion }, spec: { ...object.spec, replicas } } as unknown as JsonObject;
    },
    { ...options, subresource: "scale" },
  );
  return scaleOf(changed);
}
