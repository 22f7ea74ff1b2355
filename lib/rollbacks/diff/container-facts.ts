import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { flatten } from "./flatten";
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
    ...imageFacts(String(image ?? "")),
    ...list(env).map((entry) => fact("env", String(entry.name), describeValue(entry))),
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

/** The name with its tag, and apart from it the digest: a tag may stay while what it stands for moves. */
function imageFacts(image: string): Fact[] {
  const at = image.indexOf("@");
  if (at === -1) return [fact("image", "image", image)];
  return [fact("image", "image", image.slice(0, at)), fact("image", "digest", image.slice(at + 1))];
}

function describeValue({ value, valueFrom }: JsonObject): string {
  if (valueFrom === undefined) return String(value ?? "");
  if (!isObject(valueFrom)) return oneLine(valueFrom);
  const { configMapKeyRef, secretKeyRef, fieldRef } = valueFrom;
  if (isObject(configMapKeyRef)) return `from ConfigMap ${String(configMapKeyRef.name)}, key ${String(configMapKeyRef.key)}`;
  if (isObject(secretKeyRef)) return `from Secret ${String(secretKeyRef.name)}, key ${String(secretKeyRef.key)}`;
  if (isObject(fieldRef)) return `from the pod's ${String(fieldRef.fieldPath)}`;
  return oneLine(valueFrom);
}

function flat(what: string, prefix: string, value: Json | undefined): Fact[] {
  if (value === undefined) return [];
  return flatten(value).map(([path, text]) => fact(what, [prefix, path].filter((part) => part !== "").join("."), text));
}

function fact(what: string, key: string, value: string): Fact {
  return { what, key, value };
}

function oneLine(value: Json): string {
  return flatten(value)
    .map(([path, text]) => (path === "" ? text : `${path}=${text}`))
    .join(" ");
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
