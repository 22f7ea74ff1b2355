import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/**
 * The target as its author would have applied it: without what the live template has although nobody applied it, such as defaults, a restart's stamp or a
 * variable set by hand. The next `kubectl apply` takes away what was applied before and is not any more, so what others added must not look applied.
 */
export function appliedTemplate(target: JsonObject, live: JsonObject, applied: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(target).flatMap(([key, value]): [string, Json][] => {
      const [now, before] = [own(live, key), own(applied, key)];
      if (now !== undefined && before === undefined) return [];
      return [[key, appliedValue(value, now, before, MERGE_KEYS[key])]];
    }),
  );
}

/** Fields by which items of lists are merged: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#podspec-v1-core (patch merge keys) */
const MERGE_KEYS: Record<string, string> = {
  containers: "name",
  initContainers: "name",
  volumes: "name",
  env: "name",
  ports: "containerPort",
  volumeMounts: "mountPath",
  volumeDevices: "devicePath",
  imagePullSecrets: "name",
  hostAliases: "ip",
  topologySpreadConstraints: "topologyKey",
  resourceClaims: "name",
};

function appliedValue(value: Json, now: Json | undefined, before: Json | undefined, mergeKey: string | undefined): Json {
  if (isObject(value) && isObject(now) && isObject(before)) return appliedTemplate(value, now, before);
  if (mergeKey === undefined || !Array.isArray(value) || !Array.isArray(now) || !Array.isArray(before)) return value;
  return value.flatMap((item): Json[] => {
    if (!isObject(item)) return [item];
    const same = (list: Json[]) => list.find((other): other is JsonObject => isObject(other) && other[mergeKey] === item[mergeKey]);
    const [itemNow, itemBefore] = [same(now), same(before)];
    if (!itemNow) return [item];
    return itemBefore ? [{ [mergeKey]: item[mergeKey] as Json, ...appliedTemplate(item, itemNow, itemBefore) }] : [];
  });
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
