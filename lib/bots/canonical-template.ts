import { createHash } from "node:crypto";
import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** Raised whenever the same template would hash otherwise; releases keep the version they were hashed with. */
export const HASH_VERSION = 1;

/** Stamps that mean "restart" or "made by", never "other". `*` stands for any ending. */
const STAMPS = [
  "kubectl.kubernetes.io/restartedAt",
  "reloader.stakater.com/last-reloaded-from",
  "wave.pusher.com/config-hash",
  "cattle.io/timestamp",
  "lastgood.dev/*",
];
const CONTAINER_LISTS = ["containers", "initContainers"] as const;
const CONTROLLER_LABELS = ["pod-template-hash", "controller-revision-hash", "pod-template-generation"];
/** Reloader's default strategy sets an environment variable of this form. https://github.com/stakater/Reloader */
const RELOADER_VARIABLE = /^STAKATER_.+_(CONFIGMAP|SECRET)$/;

/** The template as a text that is equal for equal content: keys sorted, controllers' labels and restart stamps left out. */
export function canonicalTemplate(template: JsonObject, extraStamps: readonly string[] = []): string {
  return stableText(strip(template, [...STAMPS, ...extraStamps]));
}

/** Like `canonicalTemplate` but with restart stamps kept: what a ReplicaSet or ControllerRevision of exactly this template holds. */
export function exactTemplate(template: JsonObject): string {
  return stableText(strip(template, []));
}

/** The release's content hash: sha256 in hex of the canonical template. */
export function templateHash(template: JsonObject, extraStamps: readonly string[] = []): string {
  return sha256(`v${HASH_VERSION}\n`, canonicalTemplate(template, extraStamps));
}

/** Digests of both forms, computed once for each object: the same templates are compared with every pod event. */
export function templateDigests(template: JsonObject): { exact: string; canonical: string } {
  const known = digests.get(template) ?? { exact: sha256(exactTemplate(template)), canonical: sha256(canonicalTemplate(template)) };
  digests.set(template, known);
  return known;
}

const digests = new WeakMap<JsonObject, { exact: string; canonical: string }>();

/** The restart stamps that a template carries, as one hash: it changes when somebody restarts the bot. */
export function restartStamp(template: JsonObject, extraStamps: readonly string[] = []): string {
  const stamps = Object.entries(annotationsOf(template)).filter(([key]) => matches(key, [...STAMPS, ...extraStamps]));
  const variables = CONTAINER_LISTS.flatMap((list) => containersOf(template, list).flatMap(environmentOf)).filter(isReloaderVariable);
  const all = [...stamps, ...variables.map(({ name, value }) => [String(name), value ?? null] as const)];
  return all.length === 0 ? "" : sha256(stableText(Object.fromEntries(all)));
}

function strip(template: JsonObject, stamps: readonly string[]): JsonObject {
  const { metadata, spec, ...rest } = template;
  const { creationTimestamp: _, labels, annotations, ...other } = isObject(metadata) ? metadata : {};
  const kept = {
    ...other,
    ...present(
      "labels",
      without(labels, (key) => CONTROLLER_LABELS.includes(key)),
    ),
    ...present(
      "annotations",
      without(annotations, (key) => matches(key, stamps)),
    ),
  };
  return { ...rest, metadata: kept, spec: stamps.length > 0 && isObject(spec) ? withoutReloaderVariables(spec) : (spec ?? null) };
}

function withoutReloaderVariables(spec: JsonObject): JsonObject {
  const lists = CONTAINER_LISTS.flatMap((list) => (Array.isArray(spec[list]) ? [[list, spec[list].map(withoutVariables)] as const] : []));
  return { ...spec, ...Object.fromEntries(lists) };
}

function withoutVariables(container: Json): Json {
  if (!isObject(container) || !environmentOf(container).some(isReloaderVariable)) return container;
  const { env, ...rest } = container;
  const kept = (env as Json[]).filter((entry) => !isReloaderVariable(entry));
  return kept.length > 0 ? { ...rest, env: kept } : rest;
}

function isReloaderVariable(entry: Json): entry is JsonObject {
  return isObject(entry) && typeof entry.name === "string" && RELOADER_VARIABLE.test(entry.name);
}

function containersOf({ spec }: JsonObject, list: (typeof CONTAINER_LISTS)[number]): JsonObject[] {
  const containers = isObject(spec) ? spec[list] : undefined;
  return Array.isArray(containers) ? containers.filter(isObject) : [];
}

function environmentOf({ env }: JsonObject): Json[] {
  return Array.isArray(env) ? env : [];
}

function annotationsOf(template: JsonObject): JsonObject {
  return isObject(template.metadata) && isObject(template.metadata.annotations) ? template.metadata.annotations : {};
}

function matches(key: string, stamps: readonly string[]): boolean {
  return stamps.some((stamp) => (stamp.endsWith("*") ? key.startsWith(stamp.slice(0, -1)) : key === stamp));
}

function without(map: Json | undefined, drop: (key: string) => boolean): JsonObject {
  return isObject(map) ? Object.fromEntries(Object.entries(map).filter(([key]) => !drop(key))) : {};
}

/** An empty map and no map are the same template. */
function present(key: string, map: JsonObject): JsonObject {
  return Object.keys(map).length > 0 ? { [key]: map } : {};
}

/** JSON with sorted keys, so that equal content is equal text. */
function stableText(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : inner,
  );
}

function sha256(...texts: string[]): string {
  return texts.reduce((hash, text) => hash.update(text), createHash("sha256")).digest("hex");
}
