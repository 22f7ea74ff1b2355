import { isObject, type Json, type JsonObject } from "@/lib/platform/json";

export type Renames = {
  /** Map as the manifest names it → as the live template does. */
  maps: Map<string, string>;
  /** Place of a container's image → as the live template has it, where that is pinned. */
  pins: Map<string, string>;
};

const REFERENCES = ["configMap", "configMapRef", "configMapKeyRef"];
const STAMPS = /^(lastgood\.dev\/|kubectl\.kubernetes\.io\/restartedAt$)/;

/** Compares a live template with what was deployed, leaf by leaf: only maps in references and images may be called otherwise. @throws where more differs */
export function renamesIn(deployed: JsonObject, live: JsonObject): Renames {
  const renames: Renames = { maps: new Map(), pins: new Map() };
  compare(withoutStamps(deployed), withoutStamps(live), [], renames);
  return renames;
}

function compare(deployed: Json | undefined, live: Json | undefined, path: readonly string[], renames: Renames): void {
  if (Array.isArray(deployed) && Array.isArray(live) && deployed.length === live.length) {
    for (const [index, each] of deployed.entries()) compare(each, live[index], [...path, String(index)], renames);
  } else if (isObject(deployed) && isObject(live)) {
    for (const key of new Set([...Object.keys(deployed), ...Object.keys(live)])) compare(deployed[key], live[key], [...path, key], renames);
  } else if (!tookName(deployed, live, path, renames) && deployed !== live) {
    throw new Error(`the template differs at ${path.join(".")}: ${JSON.stringify(deployed)} became ${JSON.stringify(live)}`);
  }
}

function tookName(deployed: Json | undefined, live: Json | undefined, path: readonly string[], renames: Renames): boolean {
  if (typeof deployed !== "string" || typeof live !== "string") return false;
  const [parent = "", key = ""] = path.slice(-2);
  if (key === "image" && live.startsWith(`${deployed}@sha256:`)) return Boolean(renames.pins.set(path.join("."), live));
  if (key !== "name" || !REFERENCES.includes(parent)) return false;
  const known = renames.maps.get(deployed);
  if (known !== undefined && known !== live) throw new Error(`${deployed} is ${known} here and ${live} there`);
  return Boolean(renames.maps.set(deployed, live));
}

function withoutStamps(template: JsonObject): JsonObject {
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const annotations = Object.entries(isObject(metadata.annotations) ? metadata.annotations : {}).filter(([key]) => !STAMPS.test(key));
  return { ...template, metadata: { ...metadata, annotations: Object.fromEntries(annotations) } };
}
