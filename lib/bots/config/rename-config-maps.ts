import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { CONTAINER_LISTS } from "./pod-containers";

type Rename = (name: string) => string;
type Change = (object: JsonObject) => JsonObject;

/** The same template with ConfigMaps called otherwise, in volumes that nobody mounts too; touches nothing but names in references. */
export function renameConfigMaps(template: JsonObject, rename: Rename): JsonObject {
  return within(template, "spec", (spec) =>
    CONTAINER_LISTS.reduce(
      (changed, list) => each(changed, list, (container) => inContainer(container, rename)),
      each(spec, "volumes", (volume) => inVolume(volume, rename)),
    ),
  );
}

function inVolume(volume: JsonObject, rename: Rename): JsonObject {
  return within(renamed(volume, "configMap", rename), "projected", (projected) =>
    each(projected, "sources", (source) => renamed(source, "configMap", rename)),
  );
}

function inContainer(container: JsonObject, rename: Rename): JsonObject {
  const whole = each(container, "envFrom", (source) => renamed(source, "configMapRef", rename));
  return each(whole, "env", (variable) => within(variable, "valueFrom", (source) => renamed(source, "configMapKeyRef", rename)));
}

function renamed(parent: JsonObject, key: string, rename: Rename): JsonObject {
  return within(parent, key, (reference) => {
    const { name } = reference;
    return typeof name === "string" && name !== "" ? { ...reference, name: rename(name) } : reference;
  });
}

function within(parent: JsonObject, key: string, change: Change): JsonObject {
  const child = parent[key];
  return isObject(child) ? { ...parent, [key]: change(child) } : parent;
}

function each(parent: JsonObject, key: string, change: Change): JsonObject {
  const list = parent[key];
  return Array.isArray(list) ? { ...parent, [key]: list.map((entry): Json => (isObject(entry) ? change(entry) : entry)) } : parent;
}
