import { resourceNamed } from "../api/resources";
import { updateObject } from "../api/update-object";
import { asController } from "../api/write-options";
import type { Cluster } from "../cluster";
import type { JsonObject } from "../objects/json";
import type { KubeObject } from "../objects/kube-object";
import type { ResourceName } from "../store/resource-name";

/** A controller's write of one object as it is now. Returns it as stored. */
export function rewrite<T extends KubeObject>(
  cluster: Cluster,
  name: ResourceName,
  object: T,
  change: (current: T) => T,
  subresource?: "status",
): T {
  const asJson = (current: JsonObject) => change(current as unknown as T) as unknown as JsonObject;
  return updateObject(cluster, resourceNamed(name), object.metadata, asJson, {
    ...asController,
    ...(subresource ? { subresource } : {}),
  }) as T;
}
