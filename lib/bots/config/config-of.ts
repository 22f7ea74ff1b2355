import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { type ConfigReference, configReferences } from "./config-references";
import { contentOf } from "./content-of";
import { restoredIn } from "./restored";
import type { ConfigMapState, ReleaseConfig } from "./types";
import { whyUncovered } from "./uncovered";
import { visibleKeys } from "./visible-keys";

/**
 * What pods of this template can see of ConfigMaps, and the plain bytes by content address. `maps` and `rewritten` go by the names in the raw template;
 * a copy's content counts as the config of its original, under the original's name.
 */
export function configOf(
  template: JsonObject,
  maps: ReadonlyMap<string, ConfigMap | null>,
  rewritten: ReadonlySet<string>,
): { config: ReleaseConfig; contents: Map<string, Buffer> } {
  const originals = restoredIn(template)?.configMaps ?? new Map<string, string>();
  const contents = new Map<string, Buffer>();
  const config = configReferences(template).map((reference): ConfigMapState => {
    const name = originals.get(reference.name) ?? reference.name;
    const map = maps.get(reference.name) ?? null;
    const { labels, annotations } = map ?? { labels: {}, annotations: {} };
    const why = whyUncovered({ name, labels, annotations }, rewritten.has(reference.name));
    if (why) return { name, state: "uncovered", why };
    if (!map) return { name, state: "missing" };
    const seen = contentsSeen(reference, map);
    for (const { file, bytes } of seen) contents.set(file.hash, bytes);
    return { name, state: "recorded", files: seen.map(({ file }) => file) };
  });
  return { config: config.sort((a, b) => (a.name < b.name ? -1 : 1)), contents };
}

function contentsSeen(reference: ConfigReference, map: ConfigMap) {
  const { text, binary } = visibleKeys(reference, map);
  const seen = [...text.map((key) => contentOf(map, key, "text")), ...binary.map((key) => contentOf(map, key, "binary"))];
  return seen.sort((a, b) => (a.file.key < b.file.key ? -1 : 1));
}
