import type { JsonObject } from "@/lib/platform/json";
import { mapFieldOwner } from "./map-field-owner";
import { raw } from "./raw";
import type { ConfigMap } from "./types";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A raw ConfigMap as ours, without the annotation in which kubectl keeps all of it once more. */
export function mapConfigMap(object: JsonObject): ConfigMap {
  const metadata = raw.object(object.metadata);
  const { [LAST_APPLIED]: _, ...annotations } = raw.texts(metadata.annotations);
  return {
    uid: raw.text(metadata.uid),
    name: raw.text(metadata.name),
    namespace: raw.text(metadata.namespace),
    resourceVersion: raw.text(metadata.resourceVersion),
    createdAt: raw.date(metadata.creationTimestamp) ?? new Date(0),
    deleting: typeof metadata.deletionTimestamp === "string",
    labels: raw.texts(metadata.labels),
    annotations,
    data: raw.texts(object.data),
    binaryData: raw.texts(object.binaryData),
    immutable: object.immutable === true,
    fieldOwners: raw.objects(metadata.managedFields).map(mapFieldOwner),
  };
}
