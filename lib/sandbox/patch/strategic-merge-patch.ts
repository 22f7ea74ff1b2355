import { ApiError } from "../objects/api-error";
import { isObject, type Json, type JsonObject } from "../objects/json";
import { ownValue, setOwn } from "../objects/set-own";
import { fieldType } from "../schema/field-type";
import type { ListType, ValueType } from "../schema/types";
import { orderItems } from "./order-items";

const directives = ["$patch", "$retainKeys"];
const isDirective = (key: string) =>
  directives.includes(key) || key.startsWith("$setElementOrder/") || key.startsWith("$deleteFromPrimitiveList/");

/**
 * Merges as `kubectl apply` and `kubectl edit` expect it: lists whose items have a key merge item by item, guided by the kind's types.
 * Understands `$patch` (merge, replace, delete), `$retainKeys`, `$setElementOrder` and `$deleteFromPrimitiveList`.
 */
export function applyStrategicMergePatch(document: JsonObject, patch: JsonObject, type: ValueType): JsonObject {
  return mergeObject(document, patch, type) ?? {};
}

function mergeObject(document: JsonObject | undefined, patch: JsonObject, type: ValueType): JsonObject | undefined {
  if (patch["$patch"] === "delete") return undefined;
  if (patch["$patch"] === "replace") return withoutDirectives(patch);
  const result = retained(document ?? {}, patch["$retainKeys"]);
  for (const [key, change] of Object.entries(patch)) {
    if (isDirective(key)) continue;
    const merged = change === null ? undefined : mergeValue(ownValue(result, key), change, fieldType(type, key), orderFor(patch, key));
    if (merged === undefined) delete result[key];
    else setOwn(result, key, merged);
  }
  return mergeDirectiveOnlyLists(result, patch, type);
}

function mergeValue(document: Json | undefined, change: Json, type: ValueType, order: Json[]): Json | undefined {
  if (isObject(change)) return mergeObject(isObject(document) ? document : undefined, change, type);
  if (!Array.isArray(change) || type.kind !== "list" || type.shape === "atomic") return change;
  const list = Array.isArray(document) ? document : [];
  return type.shape === "set"
    ? orderItems([...new Set([...list, ...change])], order, (item) => item)
    : mergeList(list, change, type, order);
}

function mergeList(document: Json[], changes: Json[], type: ListType, order: Json[]): Json[] {
  const key = type.keys[0] ?? "name";
  if (changes.some((change) => isObject(change) && change["$patch"] === "replace")) {
    return changes.filter((change) => !(isObject(change) && change["$patch"] === "replace"));
  }
  const result = [...document];
  for (const change of changes) {
    if (!isObject(change) || change[key] === undefined) throw withoutKey(key);
    const at = result.findIndex((item) => isObject(item) && item[key] === change[key]);
    const found = result[at];
    const merged = mergeObject(isObject(found) ? found : undefined, change, type.of);
    if (merged === undefined) {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = merged;
    else result.push(merged);
  }
  return orderItems(result, order, (item) => (isObject(item) ? item[key] : item));
}

/** An order, or a deletion of plain values, may come for a list that the patch does not mention otherwise. */
function mergeDirectiveOnlyLists(result: JsonObject, patch: JsonObject, type: ValueType): JsonObject {
  for (const [directive, values] of Object.entries(patch)) {
    const [name, key = ""] = directive.split("/", 2);
    const list = result[key];
    if (!Array.isArray(values) || !Array.isArray(list)) continue;
    if (name === "$deleteFromPrimitiveList") result[key] = list.filter((item) => !values.includes(item));
    if (name !== "$setElementOrder" || patch[key] !== undefined) continue;
    const merged = mergeValue(list, [], fieldType(type, key), values);
    if (merged !== undefined) result[key] = merged;
  }
  return result;
}

const orderFor = (patch: JsonObject, key: string): Json[] => {
  const order = patch[`$setElementOrder/${key}`];
  return Array.isArray(order) ? order : [];
};

function retained(document: JsonObject, keys: Json | undefined): JsonObject {
  if (!Array.isArray(keys)) return { ...document };
  return Object.fromEntries(Object.entries(document).filter(([key]) => keys.includes(key)));
}

const withoutDirectives = (patch: JsonObject) => Object.fromEntries(Object.entries(patch).filter(([key]) => !isDirective(key)));

const withoutKey = (key: string) => new ApiError(500, "", `map: map[] does not contain declared merge key: ${key}`);
