import type { NamedObject } from "@/lib/cluster/types";
import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { podContainers } from "./config/pod-containers";
import { objectsIn, textOf } from "./config/read-raw";

/** An object without which pods of a template do not start. ConfigMaps are looked after elsewhere: their content is part of a release. */
export type NeededObject = Pick<NamedObject, "kind" | "name">;

/** What pods of this template cannot start without, each once, as it is written there; what is marked optional is left out. */
export function neededObjects(template: JsonObject): NeededObject[] {
  const spec = objectOf(template.spec);
  const secrets = [...fromContainers(template), ...fromVolumes(spec)].filter(({ optional }) => optional !== true).map(({ name }) => name);
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  const claims = objectsIn(spec.volumes).map(({ persistentVolumeClaim }) => objectOf(persistentVolumeClaim).claimName);
  return [
    ...named("Secret", secrets),
    // Every namespace has the one of this name.
    ...named("ServiceAccount", account === "default" ? [] : [account]),
    ...named("PersistentVolumeClaim", claims),
  ];
}

type Reference = { name: Json | undefined; optional: Json | undefined };

function fromContainers(template: JsonObject): Reference[] {
  return podContainers(template).flatMap(({ env, envFrom }) => [
    ...objectsIn(env).map(({ valueFrom }) => reference(objectOf(valueFrom).secretKeyRef, "name")),
    ...objectsIn(envFrom).map(({ secretRef }) => reference(secretRef, "name")),
  ]);
}

function fromVolumes(spec: JsonObject): Reference[] {
  return objectsIn(spec.volumes).flatMap(({ secret, projected }) => [
    reference(secret, "secretName"),
    ...objectsIn(objectOf(projected).sources).map((source) => reference(source.secret, "name")),
  ]);
}

function reference(value: Json | undefined, key: string): Reference {
  const { [key]: name, optional } = objectOf(value);
  return { name, optional };
}

function named(kind: NeededObject["kind"], names: (Json | undefined)[]): NeededObject[] {
  const written = names.map(textOf).filter((name) => name !== "");
  return [...new Set(written)].sort().map((name) => ({ kind, name }));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
