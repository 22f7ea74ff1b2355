import { badRequest } from "./api-error";
import { isObject, type Json } from "./json";
import type { KubeObject } from "./kube-object";

const common = ["metadata.name", "metadata.namespace"];
const known: Record<string, string[]> = {
  pods: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "spec.hostNetwork",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  replicasets: ["status.replicas"],
  namespaces: ["status.phase"],
  nodes: ["spec.unschedulable"],
  events: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
};

/** Reads `status.phase=Running,metadata.name!=x`, for the fields that the resource can be selected by. @throws ApiError 400 */
export function parseFieldSelector(text: string, resource: string): (object: KubeObject) => boolean {
  const terms = text
    .split(",")
    .filter((term) => term.trim() !== "")
    .map((term) => {
      const [, field = "", operator, value = ""] = /^\s*([^=!\s]+)\s*(==|=|!=)\s*(.*?)\s*$/.exec(term) ?? [];
      if (operator === undefined) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
      const fields = [...common, ...(known[resource] ?? [])];
      if (!fields.includes(field)) {
        throw badRequest(`"${field}" is not a known field selector: only ${fields.map((name) => `"${name}"`).join(", ")}`);
      }
      return { path: field === "source" ? ["source", "component"] : field.split("."), equal: operator !== "!=", value };
    });
  return (object) => terms.every(({ path, equal, value }) => (textAt(object, path) === value) === equal);
}

function textAt(object: KubeObject, path: string[]): string {
  let value: Json | undefined = object as unknown as Json;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value === undefined ? "" : String(value);
}
