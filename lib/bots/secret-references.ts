import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { objectsIn, textOf } from "./config/read-raw";

/** Names of the Secrets that a pod template refers to, in whatever way, sorted. */
export function secretReferences(template: JsonObject): string[] {
  const names = new Set<string>();
  collect(template.spec ?? null, names);
  return [...names].sort();
}

function collect(value: Json, names: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((item) => collect(item, names));
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "secretKeyRef" || key === "secretRef" || key === "secret") && isObject(inner)) add(inner.name ?? inner.secretName, names);
    if (key === "imagePullSecrets") objectsIn(inner).forEach(({ name }) => add(name, names));
    collect(inner, names);
  }
}

function add(name: Json | undefined, names: Set<string>): void {
  if (textOf(name) !== "") names.add(textOf(name));
}
