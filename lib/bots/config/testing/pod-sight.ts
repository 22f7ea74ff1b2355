import type { ConfigMap } from "@/lib/cluster/types";
import type { Json, JsonObject } from "@/lib/platform/json";

export type MapContent = Pick<ConfigMap, "data" | "binaryData">;
export type Maps = ReadonlyMap<string, MapContent | null>;

export type ContainerSight = {
  env: Map<string, string>;
  /** Absolute path → bytes. A subPath that leads nowhere is made as an empty folder: null. */
  files: Map<string, Buffer | null>;
};

/** What stands in the way of a start is said without names of maps, so that templates which differ in these alone see the same. */
export type PodSight = { containers: Map<string, ContainerSight>; refusals: string[] };

/** A list in a template that an API server has accepted. */
export function listOf(value: Json | undefined): JsonObject[] {
  return (value ?? []) as JsonObject[];
}
