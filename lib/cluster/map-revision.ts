import { isObject, type JsonObject } from "@/lib/platform/json";
import { controllerOf } from "./controller-of";
import { mapConditions } from "./map-conditions";
import { raw } from "./raw";
import type { Revision } from "./types";

const HASH_LABEL = "pod-template-hash";

/** A raw ReplicaSet or ControllerRevision as a remembered template; null where nothing controls it, so it is nobody's revision. */
export function mapRevision(source: Revision["source"], object: JsonObject): Revision | null {
  const metadata = raw.object(object.metadata);
  const owner = controllerOf(metadata);
  if (owner === null) return null;
  const labels = raw.texts(metadata.labels);
  const common = {
    source,
    uid: raw.text(metadata.uid),
    name: raw.text(metadata.name),
    ownerUid: owner.uid,
    namespace: raw.text(metadata.namespace),
    createdAt: raw.date(metadata.creationTimestamp) ?? new Date(0),
    annotations: raw.texts(metadata.annotations),
  };
  return source === "ReplicaSet"
    ? { ...common, ...fromReplicaSet(object, labels, common.annotations) }
    : { ...common, ...fromControllerRevision(object, owner.kind, labels) };
}

type Rest = Pick<Revision, "number" | "podHash" | "template" | "conditions" | "desired">;

function fromReplicaSet(object: JsonObject, labels: Record<string, string>, annotations: Record<string, string>): Rest {
  const spec = raw.object(object.spec);
  const number = Number.parseInt(annotations["deployment.kubernetes.io/revision"] ?? "", 10);
  return {
    number: Number.isNaN(number) ? null : number,
    podHash: labels[HASH_LABEL] ?? "",
    template: withoutHashLabel(raw.object(spec.template)),
    conditions: mapConditions(raw.object(object.status)),
    desired: raw.countOrNull(spec.replicas) ?? 1,
  };
}

/** The template as its Deployment had it: the controller added that one label, and it must not come back with a rollback. */
function withoutHashLabel(template: JsonObject): JsonObject {
  const metadata = raw.object(template.metadata);
  if (!isObject(metadata.labels) || !(HASH_LABEL in metadata.labels)) return template;
  const { [HASH_LABEL]: _, ...labels } = metadata.labels;
  return { ...template, metadata: { ...metadata, labels } };
}

/** `data` is a patch of `spec.template` with `$patch: replace`: https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_utils.go */
function fromControllerRevision(object: JsonObject, ownerKind: string, labels: Record<string, string>): Rest {
  const { $patch: _, ...template } = raw.object(raw.object(raw.object(object.data).spec).template);
  return {
    number: raw.countOrNull(object.revision),
    // One label, two customs: pods of a StatefulSet carry the revision's name, those of a DaemonSet its hash.
    podHash: ownerKind === "StatefulSet" ? raw.text(raw.object(object.metadata).name) : (labels["controller-revision-hash"] ?? ""),
    template,
    conditions: [],
    desired: 0,
  };
}
