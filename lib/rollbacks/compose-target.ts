import { configReferences, type ConfigReference } from "@/lib/bots/config/config-references";
import type { ConfigFile, ConfigMapState, ReleaseConfig } from "@/lib/bots/config/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Choice } from "./schemas";

/** A template under its originals' names, and what its pods could see of ConfigMaps; null where that was not recorded. */
export type Side = { template: JsonObject; config: ReleaseConfig | null };

/** `wanted`: maps that must have this content, by name. Every other map is referred to as it is. */
export type Composition = { template: JsonObject; wanted: Map<string, ConfigMapState> };

/**
 * What comes back. With code alone, maps that both sides have keep their live content; with config alone, the live code gets the target's content of them.
 * A map that only one side has stays with its template.
 */
export function composeTarget(choice: Choice, live: Side, target: Side): Composition {
  const template = choice === "config" ? live.template : target.template;
  const seenByTarget = referencesOf(target.template);
  const shared = referencesOf(live.template);
  const filesNow = new Map((live.config ?? []).map((map) => [map.name, map.state === "recorded" ? map.files : []]));

  const wanted = new Map<string, ConfigMapState>();
  for (const map of target.config ?? []) {
    const reference = referencesOf(template).get(map.name);
    const former = seenByTarget.get(map.name);
    if (map.state === "uncovered" || !reference || !former || (choice === "code" && shared.has(map.name))) continue;
    const recorded = map.state === "recorded" ? map.files : [];
    const neverSeen = (filesNow.get(map.name) ?? []).filter(({ key }) => !canSee(former, key));
    wanted.set(
      map.name,
      stateOf(
        map.name,
        [...recorded, ...neverSeen].filter(({ key }) => canSee(reference, key)),
      ),
    );
  }
  return { template, wanted };
}

function referencesOf(template: JsonObject): Map<string, ConfigReference> {
  return new Map(configReferences(template).map((reference) => [reference.name, reference]));
}

function canSee({ env, files }: ConfigReference, key: string): boolean {
  return env === "all" || files === "all" || env.includes(key) || files.includes(key);
}

function stateOf(name: string, files: ConfigFile[]): ConfigMapState {
  if (files.length === 0) return { name, state: "missing" };
  return { name, state: "recorded", files: files.sort((a, b) => (a.key < b.key ? -1 : 1)) };
}
