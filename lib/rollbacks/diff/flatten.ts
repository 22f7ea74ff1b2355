import { isObject, type Json } from "@/lib/platform/json";

/** A JSON value as `[path, text]` pairs: `limits.memory`, `0.key`. Lists of plain values stay in one line; an empty path is the value itself. */
export function flatten(value: Json, path = ""): [string, string][] {
  const inside = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => flatten(inner, inside(key)));
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    return value.flatMap((item, index) => flatten(item, inside(String(index))));
  }
  return [[path, Array.isArray(value) ? JSON.stringify(value) : String(value)]];
}
