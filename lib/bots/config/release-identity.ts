import { createHash } from "node:crypto";
import type { JsonObject } from "@/lib/platform/json";
import { canonicalTemplate, templateHash } from "../canonical-template";
import { originalOf } from "./restored";
import type { ConfigMapState, ReleaseConfig } from "./types";

/** Version 1 was the hash of the code alone. */
export const RELEASE_HASH_VERSION = 2;

/** The hash of what a release runs, config apart: equal for releases that differ in config only. */
export function codeHash(template: JsonObject, stamps: readonly string[] = []): string {
  return templateHash(originalOf(template), stamps);
}

/** A release's identity: its code and what its pods can see of ConfigMaps. A restored release has that of the release it restores. */
export function releaseHash(template: JsonObject, config: ReleaseConfig, stamps: readonly string[] = []): string {
  const states = [...config].sort((a, b) => (a.name < b.name ? -1 : 1)).map(identityOf);
  const parts = [`v${RELEASE_HASH_VERSION}`, canonicalTemplate(originalOf(template), stamps), JSON.stringify(states)];
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** A map without a key that pods could see is to them as one that is missing. Sizes follow from content; why a map is uncovered does not matter. */
function identityOf(map: ConfigMapState): unknown[] {
  if (map.state !== "recorded") return [map.name, map.state];
  return map.files.length === 0 ? [map.name, "missing"] : [map.name, map.files.map(({ key, kind, hash }) => [key, kind, hash])];
}
