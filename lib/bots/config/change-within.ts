import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

type Change = (object: JsonObject) => JsonObject;

/** The parent with the object at a key changed; as it is where there is none. */
export function changeWithin(parent: JsonObject, key: string, change: Change): JsonObject {
  const child = parent[key];
  return isObject(child) ? { ...parent, [key]: change(child) } : parent;
}

/** The parent with each object of the list at a key changed; as it is where there is none. */
export function changeEach(parent: JsonObject, key: string, change: Change): JsonObject {
  const list = parent[key];
  return Array.isArray(list) ? { ...parent, [key]: list.map((entry): Json => (isObject(entry) ? change(entry) : entry)) } : parent;
}
