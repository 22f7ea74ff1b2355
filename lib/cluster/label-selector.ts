import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** A raw `LabelSelector` in the form of a query: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function labelSelector(selector: JsonObject): string {
  const labels = Object.entries(isObject(selector.matchLabels) ? selector.matchLabels : {}).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const expressions = Array.isArray(selector.matchExpressions) ? selector.matchExpressions.filter(isObject).map(requirement) : [];
  return [...labels, ...expressions].join(",");
}

function requirement({ key, operator, values }: JsonObject): string {
  const name = String(key);
  switch (operator) {
    case "In":
      return `${name} in (${list(values)})`;
    case "NotIn":
      return `${name} notin (${list(values)})`;
    case "Exists":
      return name;
    case "DoesNotExist":
      return `!${name}`;
    default:
      // Left out, it would select more pods than the workload does.
      throw new TypeError(`a selector with the operator ${JSON.stringify(operator)} is not known`);
  }
}

function list(values: Json | undefined): string {
  return Array.isArray(values) ? values.map(String).join(",") : "";
}
