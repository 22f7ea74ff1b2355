import { copyName } from "@/lib/bots/config/copy-name";
import { contentOf } from "@/lib/bots/config/content-of";
import type { ConfigFile } from "@/lib/bots/config/types";
import { OUR_MANAGER } from "@/lib/bots/who-brought";
import type { ConfigMap } from "@/lib/cluster/types";
import { COPY_OF } from "./create-copy";

/** A copy is made a moment before the template that refers to it: one this young may still be waiting for it. */
export const YOUNG_MS = 10 * 60_000;

/**
 * Whether a ConfigMap is a copy that a rollback made, and old enough to be cleared away once nothing refers to it. Labels prove nothing and an annotation
 * little, since people copy maps with both: it has to be immutable, made by Lastgood, and called what a copy of its original with this content is called.
 */
export function isCollectableCopy(map: ConfigMap, now: Date): boolean {
  const original = Object.hasOwn(map.annotations, COPY_OF) ? map.annotations[COPY_OF] : undefined;
  if (!original || !map.immutable || map.deleting) return false;
  const madeByUs = map.fieldOwners.some(({ manager, fields }) => manager === OUR_MANAGER && "f:immutable" in fields);
  return madeByUs && now.getTime() - map.createdAt.getTime() >= YOUNG_MS && map.name === copyName(original, filesOf(map));
}

/** What a map holds, by content address. */
export function filesOf(map: ConfigMap): ConfigFile[] {
  const text = Object.keys(map.data).map((key) => contentOf(map, key, "text").file);
  const binary = Object.keys(map.binaryData).map((key) => contentOf(map, key, "binary").file);
  return [...text, ...binary];
}
