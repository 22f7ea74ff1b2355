import type { JsonObject } from "@/lib/platform/json";
import type { ConfigReading } from "./config-reading";
import { configVolumes } from "./config-volumes";
import { envReadings } from "./env-readings";
import { fileReadings } from "./file-readings";
import { podContainers } from "./pod-containers";

/** `env` needs a restart, `file` updates in place, `sub-path` never updates. */
export type ConfigUse = { how: "env" | "file" | "sub-path"; container: string };

export type ConfigReference = {
  name: string;
  /** Every reference to it tolerates that it, or the key, is missing. */
  optional: boolean;
  /** Keys of `data` that some container reads into its environment. */
  env: "all" | string[];
  /** Keys of `data` and `binaryData` that some container sees as files. */
  files: "all" | string[];
  uses: ConfigUse[];
};

const known = new WeakMap<JsonObject, ConfigReference[]>();

/**
 * The ConfigMaps that pods of this template read, one for each map, sorted by name; found once for each object, for it comes with every pod event.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kubelet_pods.go (env), pkg/volume/configmap/configmap.go (files)
 */
export function configReferences(template: JsonObject): ConfigReference[] {
  const references = known.get(template) ?? find(template);
  known.set(template, references);
  return references;
}

function find(template: JsonObject): ConfigReference[] {
  const volumes = configVolumes(template);
  const readings = podContainers(template).flatMap((container) => [...envReadings(container), ...fileReadings(container, volumes)]);
  const names = [...new Set(readings.map(({ name }) => name))].sort();
  return names.map((name) =>
    referenceOf(
      name,
      readings.filter((reading) => reading.name === name),
    ),
  );
}

function referenceOf(name: string, readings: ConfigReading[]): ConfigReference {
  return {
    name,
    optional: readings.every(({ optional }) => optional),
    env: keysOf(readings.filter(({ how }) => how === "env")),
    files: keysOf(readings.filter(({ how }) => how !== "env")),
    uses: usesOf(readings),
  };
}

function keysOf(readings: ConfigReading[]): "all" | string[] {
  if (readings.some(({ keys }) => keys === "all")) return "all";
  return [...new Set(readings.flatMap(({ keys }) => keys))].sort();
}

function usesOf(readings: ConfigReading[]): ConfigUse[] {
  const uses = readings.map(({ how, container }) => ({ how, container }));
  return uses.filter((use, index) => uses.findIndex(({ how, container }) => how === use.how && container === use.container) === index);
}
