import { configReferences, type ConfigReference } from "@/lib/bots/config/config-references";
import type { ConfigFile, ConfigMapState, ReleaseConfig } from "@/lib/bots/config/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Choice } from "./schemas";

/** A template under its originals' names, and what its pods could see of ConfigMaps; null where that was not recorded. */
export type Side = { template: JsonObject; config: ReleaseConfig | null };

type Key = Pick<ConfigFile, "key" | "kind">;

/** A ConfigMap as it has to be. A key that it does not know of keeps what the live map holds. */
export type Wanted = { state: ConfigMapState; knows: (key: Key) => boolean };

/** `wanted`: maps that must have this content, by name. Every other map is referred to as it is. */
export type Composition = { template: JsonObject; wanted: Map<string, Wanted> };

/** A map as the pods of one side see it. */
type Sight = { reference: ConfigReference; state: ConfigMapState };

/**
 * What comes back. With code alone, maps that both sides have keep the content that runs, which may be a copy's; with config alone, the live code gets the
 * target's content of them. A map that only one side has stays with its template.
 */
export function composeTarget(choice: Choice, live: Side, target: Side): Composition {
  const template = choice === "config" ? live.template : target.template;
  const [running, former] = [sightsOf(live), sightsOf(target)];
  const isShared = (name: string) => isReferredTo(live, name) && isReferredTo(target, name);
  const wanted = configReferences(template).flatMap((reference): [string, Wanted][] => {
    const { name } = reference;
    const [now, then] = [running.get(name), former.get(name)];
    const sources = choice === "config" ? [then, now] : [choice === "code" && isShared(name) ? now : then];
    const known = sources.filter((sight) => sight !== undefined);
    return known.length > 0 ? [[name, compose(reference, known)]] : [];
  });
  return { template, wanted: new Map(wanted) };
}

function sightsOf({ template, config }: Side): Map<string, Sight> {
  const states = new Map((config ?? []).map((map) => [map.name, map]));
  return new Map(
    configReferences(template).flatMap((reference): [string, Sight][] => {
      const state = states.get(reference.name);
      return state && state.state !== "uncovered" ? [[reference.name, { reference, state }]] : [];
    }),
  );
}

function isReferredTo({ template }: Side, name: string): boolean {
  return configReferences(template).some((reference) => reference.name === name);
}

/** Each key from the first that could see it. */
function compose(reference: ConfigReference, sources: readonly Sight[]): Wanted {
  const files: ConfigFile[] = [];
  const knownTo = (sights: readonly Sight[]) => (file: Key) =>
    files.some(({ key }) => key === file.key) || sights.some((sight) => canSee(sight.reference, file));
  for (const [index, { state }] of sources.entries()) {
    const isKnown = knownTo(sources.slice(0, index));
    const own = state.state === "recorded" ? state.files : [];
    files.push(...own.filter((file) => canSee(reference, file) && !isKnown(file)));
  }
  const isThere = sources.some(({ state }) => state.state === "recorded");
  return { state: stateOf(reference.name, files, isThere), knows: knownTo(sources) };
}

/** A binary is never part of an environment. */
function canSee({ env, files }: ConfigReference, { key, kind }: Key): boolean {
  const isFile = files === "all" || files.includes(key);
  return isFile || (kind === "text" && (env === "all" || env.includes(key)));
}

export function stateOf(name: string, files: readonly ConfigFile[], isThere: boolean): ConfigMapState {
  if (!isThere && files.length === 0) return { name, state: "missing" };
  return { name, state: "recorded", files: files.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}
