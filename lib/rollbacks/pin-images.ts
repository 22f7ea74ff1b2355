import { restoredIn } from "@/lib/bots/config/restored";
import { imagesOf } from "@/lib/bots/describe-release";
import type { Digests } from "@/lib/bots/record-digests";
import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

/** What ran under each release of a bot. */
export type SeenImages = readonly { images: readonly { container: string; image: string }[]; digests: Digests }[];

/** Images that were seen with two digests under one name: their tag was moved. */
export function movedImages(seen: SeenImages): Set<string> {
  const digestsOf = new Map<string, Set<string>>();
  for (const { images, digests } of seen) {
    const ran = new Map(Object.entries(digests));
    for (const { container, image } of images) {
      const known = digestsOf.get(image) ?? new Set();
      for (const digest of ran.get(container) ?? []) known.add(digest);
      digestsOf.set(image, known);
    }
  }
  return new Set([...digestsOf].flatMap(([image, digests]) => (digests.size > 1 && !image.includes("@") ? [image] : [])));
}

/** Container → its image with the digest that ran first under the release; those without a tag's freedom, or never seen to run, are left as they are. */
export function pinnedImages(template: JsonObject, digests: Digests): Map<string, string> {
  const ran = new Map(Object.entries(digests));
  return new Map(
    imagesOf(template).flatMap(({ container, image }): [string, string][] => {
      const [digest] = ran.get(container) ?? [];
      return digest === undefined || image.includes("@") ? [] : [[container, `${image}@${digest}`]];
    }),
  );
}

/** Container → the image by digest that a rollback put into this template. */
export function pinsIn(template: JsonObject): Map<string, string> {
  const pinned = restoredIn(template)?.images;
  return new Map(imagesOf(template).flatMap(({ container, image }) => (pinned?.has(container) ? [[container, image] as const] : [])));
}

/** The template with other images for these containers. */
export function withImages(template: JsonObject, images: ReadonlyMap<string, string>): JsonObject {
  const { spec } = template;
  if (images.size === 0 || !isObject(spec) || !Array.isArray(spec.containers)) return template;
  const swap = (container: Json): Json => {
    const image = isObject(container) ? images.get(String(container.name)) : undefined;
    return isObject(container) && image !== undefined ? { ...container, image } : container;
  };
  return { ...template, spec: { ...spec, containers: spec.containers.map(swap) } };
}
