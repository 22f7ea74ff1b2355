import { invalid, type Cause } from "../objects/api-error";
import { sameJson } from "../objects/json";
import type { ConfigMap, Deployment, KubeObject, Pod, ReplicaSet } from "../objects/kube-object";
import { matchesSelector } from "../objects/label-selector";
import type { Resource } from "./resources";
import { validateConfigMap } from "./validate-config-map";
import {
  bad,
  forbidden,
  required,
  tooLong,
  validateLabel,
  validateLabels,
  validateQualifiedName,
  validateSubdomain,
} from "./validate-names";
import { validatePodSpec } from "./validate-pod-spec";

const mostAnnotations = 256 * 1024;

/** @throws ApiError 422 that names every field at fault */
export function validate(resource: Resource, object: KubeObject, before?: KubeObject): void {
  const causes = [...validateMetadata(resource, object, before), ...validateKind(object, before)];
  if (causes.length > 0) throw invalid(resource, object.metadata.name, causes);
}

function validateMetadata(resource: Resource, { metadata }: KubeObject, before?: KubeObject): Cause[] {
  const causes: Cause[] = [];
  if (before === undefined && !metadata.name) causes.push(required("metadata.name", "name or generateName is required"));
  if (before === undefined && metadata.name) {
    causes.push(...(resource.name === "namespaces" ? validateLabel : validateSubdomain)("metadata.name", metadata.name));
  }
  causes.push(...validateLabels("metadata.labels", metadata.labels));
  causes.push(
    ...Object.keys(metadata.annotations ?? {}).flatMap((key) => validateQualifiedName("metadata.annotations", key.toLowerCase())),
  );
  const annotated = Object.entries(metadata.annotations ?? {}).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);
  if (annotated > mostAnnotations) causes.push(tooLong("metadata.annotations", mostAnnotations));
  return causes;
}

function validateKind(object: KubeObject, before?: KubeObject): Cause[] {
  switch (object.kind) {
    case "Deployment":
      return validateDeployment(object as Deployment, before as Deployment | undefined);
    case "ReplicaSet":
      return validateWorkload(object as ReplicaSet, before as ReplicaSet | undefined);
    case "Pod":
      return validatePodSpec("spec", (object as Pod).spec);
    case "ConfigMap":
      return validateConfigMap(object as ConfigMap, before as ConfigMap | undefined);
    default:
      return [];
  }
}

function validateDeployment(object: Deployment, before?: Deployment): Cause[] {
  const { spec } = object;
  const causes = validateWorkload(object, before);
  if (spec.strategy.type !== "RollingUpdate" && spec.strategy.type !== "Recreate") {
    causes.push({
      reason: "FieldValueNotSupported",
      message: `Unsupported value: ${JSON.stringify(spec.strategy.type)}: supported values: "Recreate", "RollingUpdate"`,
      field: "spec.strategy.type",
    });
  }
  if (spec.strategy.type === "Recreate" && spec.strategy.rollingUpdate) {
    causes.push(forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
  }
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate ?? {};
  if (isNone(maxSurge) && isNone(maxUnavailable)) {
    causes.push(bad("spec.strategy.rollingUpdate.maxUnavailable", maxUnavailable, "may not be 0 when `maxSurge` is 0"));
  }
  for (const field of ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"] as const) {
    const value = spec[field];
    if (value !== undefined && value < 0) causes.push(bad(`spec.${field}`, value, "must be greater than or equal to 0"));
  }
  const { progressDeadlineSeconds, minReadySeconds = 0 } = spec;
  if (progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds) {
    causes.push(bad("spec.progressDeadlineSeconds", progressDeadlineSeconds, "must be greater than minReadySeconds"));
  }
  return causes;
}

const isNone = (value: number | string | undefined) => value === 0 || value === "0%" || value === "0";

function validateWorkload({ spec }: Deployment | ReplicaSet, before?: Deployment | ReplicaSet): Cause[] {
  const causes: Cause[] = [];
  if (spec.replicas < 0) causes.push(bad("spec.replicas", spec.replicas, "must be greater than or equal to 0"));
  const labels = spec.template.metadata?.labels;
  const selects = Object.keys(spec.selector?.matchLabels ?? {}).length + (spec.selector?.matchExpressions?.length ?? 0) > 0;
  if (spec.selector === undefined) causes.push(required("spec.selector"));
  else if (!selects) causes.push(bad("spec.selector", spec.selector, "empty selector is invalid for deployment"));
  if (!selects || !matchesSelector(spec.selector, labels)) {
    causes.push(bad("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
  }
  causes.push(...validateLabels("spec.template.labels", labels));
  causes.push(...validatePodSpec("spec.template.spec", spec.template.spec));
  if (spec.template.spec.restartPolicy !== "Always") {
    causes.push({
      reason: "FieldValueNotSupported",
      message: `Unsupported value: ${JSON.stringify(spec.template.spec.restartPolicy)}: supported values: "Always"`,
      field: "spec.template.spec.restartPolicy",
    });
  }
  if (before && !sameJson(before.spec.selector, spec.selector)) causes.push(bad("spec.selector", spec.selector, "field is immutable"));
  return causes;
}
