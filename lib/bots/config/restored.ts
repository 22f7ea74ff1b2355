import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import { configReferences } from "./config-references";
import { isCopyNameOf } from "./copy-name";
import { isPinOf } from "./is-pin-of";
import { changeContainers, podContainers } from "./pod-containers";
import { textOf } from "./read-raw";
import { renameConfigMaps } from "./rename-config-maps";

/** Copy → original map, container → original image. */
export type Restored = { configMaps: ReadonlyMap<string, string>; images: ReadonlyMap<string, string> };

/** On a pod template: what a rollback renamed in it. `pins` are the images it put there. */
export const RESTORED = "lastgood.dev/restored";

/**
 * What a rollback renamed in this template, as far as it still is so: a later deploy may carry the annotation along. A copy beside its original, or
 * beside another copy of it, is a map of its own. null where nothing readable is said.
 */
export function restoredIn(template: JsonObject): Restored | null {
  const said = annotationOf(template);
  if (!said) return null;
  const names = new Set(configReferences(template).map(({ name }) => name));
  const copies = texts(said.configMaps).filter(([copy, original]) => names.has(copy) && isCopyNameOf(copy, original));
  const alone = copies.filter(([, original]) => !names.has(original) && copies.filter(([, other]) => other === original).length === 1);
  const pins = new Map(texts(said.pins));
  const images = new Map(podContainers(template).map(({ name, image }) => [textOf(name), textOf(image)]));
  const pinned = texts(said.images).filter(([container, original]) => isPinOf(images.get(container) ?? "", original, pins.get(container)));
  return { configMaps: new Map(alone), images: new Map(pinned) };
}

const originals = new WeakMap<JsonObject, JsonObject>();

/** The template as its release knows it: copies and pinned images turned back to the originals, without the annotation. Computed once for each object. */
export function originalOf(template: JsonObject): JsonObject {
  const original = originals.get(template) ?? turnedBack(template);
  originals.set(template, original);
  return original;
}

/** The template, already renamed and pinned, with the annotation that says so; without it where nothing was. */
export function markRestored(template: JsonObject, { configMaps, images }: Restored): JsonObject {
  if (configMaps.size === 0 && images.size === 0) return withAnnotation(template, null);
  const pins = podContainers(template).map(({ name, image }) => [textOf(name), textOf(image)] as const);
  const said = {
    configMaps: sorted([...configMaps]),
    images: sorted([...images]),
    ...(images.size > 0 && { pins: sorted(pins.filter(([container]) => images.has(container))) }),
  };
  return withAnnotation(template, JSON.stringify(said));
}

function turnedBack(template: JsonObject): JsonObject {
  const restored = restoredIn(template);
  if (!restored) return template;
  const { configMaps, images } = restored;
  const named = renameConfigMaps(template, (name) => configMaps.get(name) ?? name);
  const unpinned = changeContainers(named, (container) => {
    const image = images.get(textOf(container.name));
    return image === undefined ? container : { ...container, image };
  });
  return withAnnotation(unpinned, null);
}

function withAnnotation(template: JsonObject, value: string | null): JsonObject {
  const { annotations, ...metadata } = isObject(template.metadata) ? template.metadata : {};
  const { [RESTORED]: before, ...others } = isObject(annotations) ? annotations : {};
  if (before === undefined && value === null) return template;
  const after = value === null ? others : { ...others, [RESTORED]: value };
  return { ...template, metadata: Object.keys(after).length > 0 ? { ...metadata, annotations: after } : metadata };
}

function annotationOf({ metadata }: JsonObject): JsonObject | null {
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  const text = isObject(annotations) ? annotations[RESTORED] : undefined;
  try {
    const said: unknown = typeof text === "string" ? JSON.parse(text) : null;
    return isObject(said) ? said : null;
  } catch {
    return null;
  }
}

function texts(map: Json | undefined): [string, string][] {
  return Object.entries(isObject(map) ? map : {}).filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

function sorted(entries: (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
