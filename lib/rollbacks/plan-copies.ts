import { sameContent } from "@/lib/bots/config-change";
import { configReferences } from "@/lib/bots/config/config-references";
import { copyName } from "@/lib/bots/config/copy-name";
import { renameConfigMaps } from "@/lib/bots/config/rename-config-maps";
import { imagesOf } from "@/lib/bots/describe-release";
import { markRestored } from "@/lib/bots/config/restored";
import type { ConfigMapState, ReleaseConfig } from "@/lib/bots/config/types";
import type { JsonObject } from "@/lib/platform/json";
import { type Composition, stateOf, type Wanted } from "./compose-target";
import { withImages } from "./pin-images";
import type { ConfigCopy } from "./schemas";

export type Bringing = {
  /** Raw, as it is to be written: it refers to copies where there are any. */
  template: JsonObject;
  copies: ConfigCopy[];
  /** What its pods will see, under the originals' names. */
  config: ReleaseConfig;
};

/**
 * Which ConfigMaps have to be copied so that the target's pods see what they saw, and the template that refers to the copies. A map whose live content is what
 * is wanted is referred to as it is: the old ReplicaSet and its healthy pods are used again. `live`: what this template would see of the live maps;
 * `images`: container → image to run instead, by digest.
 */
export function planCopies({ template, wanted }: Composition, live: ReleaseConfig, images: ReadonlyMap<string, string>): Bringing {
  const present = new Map(live.map((map) => [map.name, map]));
  const copies: ConfigCopy[] = [];
  const config = configReferences(template).map(({ name, optional }) => {
    const now = present.get(name) ?? { name, state: "missing" as const };
    const want = wantedOver(now, wanted.get(name));
    if (!want || now.state === "uncovered" || (sameContent(now, want) && (optional || isThere(now) || !isThere(want)))) return now;
    const files = want.state === "recorded" ? want.files : [];
    copies.push({ name: copyName(name, files), of: name, files });
    return want;
  });
  return { template: rewrite(template, copies, images), copies, config };
}

/** What is wanted, with what the live map holds under keys that nothing is known of. */
function wantedOver(now: ConfigMapState, wanted: Wanted | undefined): ConfigMapState | undefined {
  if (!wanted) return undefined;
  const { state, knows } = wanted;
  const files = now.state === "recorded" ? now.files.filter((file) => !knows(file)) : [];
  return stateOf(state.name, [...(state.state === "recorded" ? state.files : []), ...files], isThere(state));
}

/** Pods that need a map do not start without it, though they may see nothing of it. */
function isThere({ state }: ConfigMapState): boolean {
  return state === "recorded";
}

/** What was renamed is written on the template, so that what comes back is known to be what it was. */
function rewrite(template: JsonObject, copies: readonly ConfigCopy[], images: ReadonlyMap<string, string>): JsonObject {
  if (copies.length === 0 && images.size === 0) return template;
  const names = new Map(copies.map(({ of, name }) => [of, name]));
  const former = imagesOf(template).filter(({ container }) => images.has(container));
  return markRestored(
    withImages(
      renameConfigMaps(template, (name) => names.get(name) ?? name),
      images,
    ),
    {
      configMaps: new Map(copies.map(({ of, name }) => [name, of])),
      images: new Map(former.map(({ container, image }) => [container, image])),
    },
  );
}
