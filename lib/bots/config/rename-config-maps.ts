import type { JsonObject } from "@/lib/platform/json";
import { changeEach, changeWithin } from "./change-within";
import { changeContainers } from "./pod-containers";

type Rename = (name: string) => string;

/** The same template with ConfigMaps called otherwise, in volumes that nobody mounts too; touches nothing but names in references. */
export function renameConfigMaps(template: JsonObject, rename: Rename): JsonObject {
  const volumes = changeWithin(template, "spec", (spec) => changeEach(spec, "volumes", (volume) => inVolume(volume, rename)));
  return changeContainers(volumes, (container) => inContainer(container, rename));
}

function inVolume(volume: JsonObject, rename: Rename): JsonObject {
  return changeWithin(renamed(volume, "configMap", rename), "projected", (projected) =>
    changeEach(projected, "sources", (source) => renamed(source, "configMap", rename)),
  );
}

function inContainer(container: JsonObject, rename: Rename): JsonObject {
  const whole = changeEach(container, "envFrom", (source) => renamed(source, "configMapRef", rename));
  return changeEach(whole, "env", (variable) =>
    changeWithin(variable, "valueFrom", (source) => renamed(source, "configMapKeyRef", rename)),
  );
}

function renamed(parent: JsonObject, key: string, rename: Rename): JsonObject {
  return changeWithin(parent, key, (reference) => {
    const { name } = reference;
    return typeof name === "string" && name !== "" ? { ...reference, name: rename(name) } : reference;
  });
}
