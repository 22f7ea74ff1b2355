import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** In the order in which a pod runs them. */
export const CONTAINER_LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** Every container of a pod template, of whatever kind. */
export function podContainers(template: JsonObject): JsonObject[] {
  return CONTAINER_LISTS.flatMap((list) => objectsIn(isObject(template.spec) ? template.spec[list] : undefined));
}

/** The objects of a list; none where there is no list. */
export function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
