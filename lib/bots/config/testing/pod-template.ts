import type { JsonObject } from "@/lib/platform/json";

type Parts = { containers?: JsonObject[]; initContainers?: JsonObject[]; ephemeralContainers?: JsonObject[]; volumes?: JsonObject[] };

/** A pod template as a Deployment holds it. */
export function podTemplate({ containers = [container()], ...more }: Parts): JsonObject {
  return { metadata: { labels: { app: "omniserve" } }, spec: { ...more, containers } };
}

export function container(parts: JsonObject = {}, name = "bot"): JsonObject {
  return { name, image: "omniserve:1.1.0", ...parts };
}

/** A variable that takes one key of a map. */
export function variable(name: string, map: string, key: string, more: JsonObject = {}): JsonObject {
  return { name, valueFrom: { configMapKeyRef: { name: map, key, ...more } } };
}

/** All keys of a map as variables. */
export function everyKeyOf(map: string, { prefix, ...more }: JsonObject = {}): JsonObject {
  return { ...(prefix !== undefined && { prefix }), configMapRef: { name: map, ...more } };
}

export function volume(name: string, map: string, more: JsonObject = {}): JsonObject {
  return { name, configMap: { name: map, ...more } };
}

export function projected(name: string, ...sources: JsonObject[]): JsonObject {
  return { name, projected: { sources } };
}

/** A map as a source of a projected volume. */
export function part(map: string, more: JsonObject = {}): JsonObject {
  return { configMap: { name: map, ...more } };
}

export function mount(name: string, more: JsonObject = {}): JsonObject {
  return { name, mountPath: `/etc/${name}`, ...more };
}

/** `items` of a volume: each key to its path. */
export function items(...pairs: [key: string, path: string][]): JsonObject {
  return { items: pairs.map(([key, path]) => ({ key, path })) };
}
