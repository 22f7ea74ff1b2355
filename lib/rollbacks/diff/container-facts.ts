import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { flatten } from "./flatten";
import { maskCredential } from "./mask-credentials";
import type { Fact } from "./template-facts";

/** What one container says: image, env by name, resources, probes, command, ports and mounts, then whatever else. */
export function containerFacts(container: JsonObject): Fact[] {
  const {
    name: _,
    image,
    env,
    envFrom,
    resources,
    readinessProbe,
    livenessProbe,
    startupProbe,
    command,
    args,
    ports,
    volumeMounts,
    ...rest
  } = container;
  return [
    fact("image", "image", String(image ?? "")),
    ...list(env).map(envFact),
    ...list(envFrom).map((source, index) => fact("env", `all of source ${index + 1}`, oneLine(source))),
    ...flat("resources", "", resources),
    ...flat("probe", "readiness", readinessProbe),
    ...flat("probe", "liveness", livenessProbe),
    ...flat("probe", "startup", startupProbe),
    ...flat("command", "command", command),
    ...flat("command", "args", args),
    ...list(ports).map((port) => fact("port", `${String(port.containerPort)}/${String(port.protocol ?? "TCP")}`, String(port.name ?? ""))),
    ...list(volumeMounts).map(({ mountPath, ...mount }) => fact("mount", String(mountPath), oneLine(mount))),
    ...flat("other", "", rest),
  ];
}

function envFact(entry: JsonObject): Fact {
  const name = String(entry.name);
  if (entry.valueFrom !== undefined) return fact("env", name, describeSource(entry.valueFrom));
  const value = String(entry.value ?? "");
  return { what: "env", key: name, value, shown: maskCredential(name, value) };
}

function describeSource(source: Json): string {
  if (!isObject(source)) return oneLine(source);
  const { configMapKeyRef, secretKeyRef, fieldRef } = source;
  if (isObject(configMapKeyRef)) return `from ConfigMap ${String(configMapKeyRef.name)}, key ${String(configMapKeyRef.key)}`;
  if (isObject(secretKeyRef)) return `from Secret ${String(secretKeyRef.name)}, key ${String(secretKeyRef.key)}`;
  if (isObject(fieldRef)) return `from the pod's ${String(fieldRef.fieldPath)}`;
  return oneLine(source);
}

function flat(what: string, prefix: string, value: Json | undefined): Fact[] {
  if (value === undefined) return [];
  return flatten(value).map(([path, text]) => fact(what, [prefix, path].filter((part) => part !== "").join("."), text));
}

function fact(what: string, key: string, value: string): Fact {
  return { what, key, value, shown: value };
}

function oneLine(value: Json): string {
  return flatten(value)
    .map(([path, text]) => (path === "" ? text : `${path}=${text}`))
    .join(" ");
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
