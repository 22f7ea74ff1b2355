import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { namedMap } from "./config-reading";
import { objectsIn, textOf } from "./read-raw";

/** A map as part of a volume. `items` are key → path; null: every key, under its own name. */
export type ConfigSource = { name: string; optional: boolean; items: { key: string; path: string }[] | null };

/** The maps in each volume, by the volume's name: one of a ConfigMap volume, any number of a projected one. */
export function configVolumes(template: JsonObject): Map<string, ConfigSource[]> {
  const volumes = objectsIn(isObject(template.spec) ? template.spec.volumes : undefined);
  return new Map(volumes.map((volume) => [textOf(volume.name), [volume.configMap, ...projected(volume)].flatMap(sourceOf)]));
}

function projected({ projected }: JsonObject): (Json | undefined)[] {
  return isObject(projected) ? objectsIn(projected.sources).map(({ configMap }) => configMap) : [];
}

function sourceOf(configMap: Json | undefined): ConfigSource[] {
  const map = namedMap(configMap);
  if (!map) return [];
  const items = objectsIn(map.reference.items).map(({ key, path }) => ({ key: textOf(key), path: textOf(path) }));
  return [{ name: map.name, optional: map.optional, items: items.length > 0 ? items : null }];
}
