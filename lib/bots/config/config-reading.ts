import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { textOf } from "./read-raw";

/** One place where one container reads one map. */
export type ConfigReading = {
  name: string;
  optional: boolean;
  how: "env" | "file" | "sub-path";
  container: string;
  keys: "all" | string[];
};

/** The map that a reference names, and whether it may be missing; null where it names none, as objects of old may. */
export function namedMap(reference: Json | undefined): { name: string; optional: boolean; reference: JsonObject } | null {
  if (!isObject(reference) || textOf(reference.name) === "") return null;
  return { name: textOf(reference.name), optional: reference.optional === true, reference };
}
