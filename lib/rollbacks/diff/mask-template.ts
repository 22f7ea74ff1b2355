import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { maskCredential } from "./mask-credentials";

/** The template with literal values that look like credentials hidden. */
export function maskTemplate(template: JsonObject): JsonObject {
  return mask(template, "") as JsonObject;
}

function mask(value: Json, name: string): Json {
  if (typeof value === "string") return maskCredential(name, value);
  if (Array.isArray(value)) return value.map((item) => mask(item, ""));
  if (!isObject(value)) return value;
  if (typeof value.name === "string" && typeof value.value === "string")
    return { ...value, value: maskCredential(value.name, value.value) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner, "")]));
}
