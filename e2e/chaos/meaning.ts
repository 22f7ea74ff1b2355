import { isDeepStrictEqual } from "node:util";
import type { MapContent, PodSight } from "@/lib/bots/config/testing/pod-sight";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { JsonObject } from "@/lib/platform/json";

/** Every map under the name that a manifest gives it; null: there is none. */
export type World = ReadonlyMap<string, MapContent | null>;
export type Kind = "text" | "binary";

export const NOTHING: MapContent = { data: {}, binaryData: {} };
const known = new Map<string, boolean>();

/** Whether pods of this template can see a key of a map: whether another value of it would show. Asked of the kubelet's reading, not of the product. */
export function canSee(template: JsonObject, map: string, key: string, kind: Kind): boolean {
  const question = JSON.stringify([template, map, key, kind]);
  const known_ = known.get(question);
  if (known_ !== undefined) return known_;
  const sights = ["one", "another"].map((value) => {
    const content =
      kind === "text" ? { data: fromEntry(key, value), binaryData: {} } : { data: {}, binaryData: fromEntry(key, btoa(value)) };
    return whatPodsSee(template, new Map([[map, content]])).containers;
  });
  const answer = !isDeepStrictEqual(sights[0], sights[1]);
  known.set(question, answer);
  return answer;
}

/** What makes a release: its template under the originals' names, and the bytes that pods can see. Equal texts mean the same. */
export function meaningOf(template: JsonObject, maps: readonly string[], world: World): string {
  return JSON.stringify([template, maps.map((map) => [map, visible(template, map, world.get(map) ?? NOTHING)])]);
}

/** Key, kind and value of all that pods can see of a map; a value is a text, or bytes in base64. */
export function visible(template: JsonObject, map: string, { data, binaryData }: MapContent): string[][] {
  const seen = ([key, value]: [string, string], kind: Kind) => (canSee(template, map, key, kind) ? [[key, kind, value]] : []);
  return [
    ...Object.entries(data).flatMap((entry) => seen(entry, "text")),
    ...Object.entries(binaryData).flatMap((entry) => seen(entry, "binary")),
  ].sort();
}

/** What pods see in this world; a map that its owner opted out is the same in all of them. */
export function sightIn(template: JsonObject, world: World, optedOut: string): PodSight {
  return whatPodsSee(template, new Map([...world, [optedOut, NOTHING]]));
}

/** The content of a map put together key by key: what the first holds of it and could see, then what the second holds. */
export function keyByKey(
  first: MapContent | null,
  second: MapContent | null,
  couldSee: (key: string, kind: Kind) => boolean,
): MapContent | null {
  const data = new Map(Object.entries(first?.data ?? {}).filter(([key]) => couldSee(key, "text")));
  const binaryData = new Map(Object.entries(first?.binaryData ?? {}).filter(([key]) => couldSee(key, "binary")));
  const taken = new Set([...data.keys(), ...binaryData.keys()]);
  for (const [key, value] of Object.entries(second?.data ?? {})) if (!taken.has(key) && !couldSee(key, "text")) data.set(key, value);
  for (const [key, value] of Object.entries(second?.binaryData ?? {}))
    if (!taken.has(key) && !couldSee(key, "binary")) binaryData.set(key, value);
  if (data.size + binaryData.size === 0) return null;
  return { data: Object.fromEntries(data), binaryData: Object.fromEntries(binaryData) };
}

function fromEntry(key: string, value: string): Record<string, string> {
  return Object.fromEntries([[key, value]]);
}
