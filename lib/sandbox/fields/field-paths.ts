import { isObject, stableText, type Json, type JsonObject } from "../objects/json";
import { fieldType } from "../schema/field-type";
import { structType } from "../schema/struct-type";
import type { ValueType } from "../schema/types";

/** Owned by the API server itself. */
const unowned = new Set(
  ["apiVersion", "kind"].concat(
    [
      "name",
      "namespace",
      "uid",
      "resourceVersion",
      "generation",
      "creationTimestamp",
      "deletionTimestamp",
      "managedFields",
      "selfLink",
    ].map((field) => `metadata/${field}`),
  ),
);
/** Always in the encoded form, so nobody is recorded as having added them. */
const alwaysThere = new Set(["f:spec", "f:status", "f:metadata", "f:template", "f:containers", "f:strategy"]);

/** A path is its elements joined by this; field names cannot hold it. */
export const separator = "\u0000";

/** Every owned field of an object in the notation of `managedFields`, each with its value as text. */
export function fieldPaths(object: JsonObject, type: ValueType): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [key, value] of Object.entries(object)) {
    if (unowned.has(key)) continue;
    const fields = key === "metadata" && isObject(value) ? withoutUnowned(value) : value;
    if (key === "metadata" && isObject(fields) && Object.keys(fields).length === 0) continue;
    walk(fields, fieldType(type, key), [`f:${key}`], paths);
  }
  return paths;
}

const withoutUnowned = (metadata: JsonObject) =>
  Object.fromEntries(Object.entries(metadata).filter(([key]) => !unowned.has(`metadata/${key}`)));

function walk(value: Json, type: ValueType, path: string[], paths: Map<string, string>): void {
  const children = childrenOf(value, type);
  if (children === undefined || children.length === 0) {
    paths.set(path.join(separator), stableText(value));
    return;
  }
  if (!alwaysThere.has(path.at(-1) ?? "")) paths.set([...path, "."].join(separator), "");
  for (const child of children) walk(child.value, child.type, [...path, child.element], paths);
}

function childrenOf(value: Json, type: ValueType): { element: string; value: Json; type: ValueType }[] | undefined {
  if (isObject(value)) {
    if (type.kind === "anything" || (type.kind === "struct" && structType(type.name)?.atomic)) return undefined;
    return Object.entries(value).map(([key, item]) => ({ element: `f:${key}`, value: item, type: fieldType(type, key) }));
  }
  if (!Array.isArray(value) || type.kind !== "list" || type.shape === "atomic") return undefined;
  if (type.shape === "set") return value.map((item) => ({ element: `v:${JSON.stringify(item)}`, value: item, type: type.of }));
  return value.filter(isObject).map((item) => ({ element: `k:${keyText(item, type.keys)}`, value: item, type: type.of }));
}

const keyText = (item: JsonObject, keys: string[]) =>
  JSON.stringify(Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])));
