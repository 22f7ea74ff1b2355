import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** The objects of a list; none where there is no list. */
export function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** A text; empty where there is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
