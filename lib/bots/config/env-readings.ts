import { isObject, type JsonObject } from "@/lib/platform/json";
import { type ConfigReading, namedMap } from "./config-reading";
import { objectsIn, textOf } from "./read-raw";

/** What a container reads into its environment, at start only and of `data` only. `envFrom` takes every key, whatever its name. */
export function envReadings(container: JsonObject): ConfigReading[] {
  const reader = { how: "env", container: textOf(container.name) } as const;
  const whole = objectsIn(container.envFrom).flatMap(({ configMapRef }): ConfigReading[] => {
    const map = namedMap(configMapRef);
    return map ? [{ ...reader, name: map.name, optional: map.optional, keys: "all" }] : [];
  });
  const single = objectsIn(container.env).flatMap(({ valueFrom }): ConfigReading[] => {
    const map = isObject(valueFrom) ? namedMap(valueFrom.configMapKeyRef) : null;
    return map
      ? [{ ...reader, name: map.name, optional: map.optional, keys: [textOf(map.reference.key)].filter((key) => key !== "") }]
      : [];
  });
  return [...whole, ...single];
}
