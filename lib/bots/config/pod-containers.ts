import { isObject, type JsonObject } from "@/lib/platform/json";
import { changeEach, changeWithin } from "./change-within";
import { objectsIn } from "./read-raw";

/** In the order in which a pod starts them. */
const LISTS = ["initContainers", "containers", "ephemeralContainers"] as const;

/** Every container of a pod template, of whatever kind. */
export function podContainers({ spec }: JsonObject): JsonObject[] {
  return isObject(spec) ? LISTS.flatMap((list) => objectsIn(spec[list])) : [];
}

/** The template with each of its containers changed. */
export function changeContainers(template: JsonObject, change: (container: JsonObject) => JsonObject): JsonObject {
  return changeWithin(template, "spec", (spec) => LISTS.reduce((changed, list) => changeEach(changed, list, change), spec));
}
