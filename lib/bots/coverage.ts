import { isObject, type Json, type JsonObject } from "@/lib/platform/json";
import type { Uncovered } from "./config/types";
import { imagesOf } from "./describe-release";
import type { ReleaseContent } from "./release-content";
import type { Digests } from "./record-digests";
import type { Coverage } from "./schemas";
import { secretReferences } from "./secret-references";

const WHY: Record<Uncovered, string> = {
  cluster: "The cluster itself keeps it.",
  "trust-bundle": "It is a trust bundle, which something in the cluster keeps up to date.",
  rewritten: "Something in the cluster rewrites it all the time.",
  "opted-out": "Its annotation lastgood.dev/config says to leave it alone.",
};

/** What keeps nothing of its own: everything else that a volume may be holds data that no rollback touches. */
const WITHOUT_DATA = ["configMap", "secret", "projected", "emptyDir", "downwardAPI", "image"];

/** What of a release comes back with a rollback, and what does not. */
export function coverageOf({ template, config }: ReleaseContent, digests: Digests): Coverage {
  const seen = new Map(Object.entries(digests));
  return {
    config: config !== null,
    maps: (config ?? []).map((map) => ({ name: map.name, state: map.state, why: map.state === "uncovered" ? WHY[map.why] : null })),
    images: imagesOf(template).map((image) => ({ ...image, digests: seen.get(image.container) ?? [] })),
    env: containersOf(template).flatMap(({ env }) => list(env).filter(({ valueFrom }) => valueFrom === undefined)).length,
    secrets: secretReferences(template),
    volumes: list(specOf(template).volumes)
      .filter((volume) => !WITHOUT_DATA.some((kind) => kind in volume))
      .map(({ name }) => String(name)),
  };
}

function containersOf(template: JsonObject): JsonObject[] {
  const { containers, initContainers } = specOf(template);
  return [...list(containers), ...list(initContainers)];
}

function specOf({ spec }: JsonObject): JsonObject {
  return isObject(spec) ? spec : {};
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
