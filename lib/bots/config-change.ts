import type { ConfigMap, FieldOwner } from "@/lib/cluster/types";
import type { ConfigMapState, ReleaseConfig } from "./config/types";

/** What became different between two releases of a bot. */
export type Change = "code" | "config" | "code-and-config";

type Identity = { codeHash: string; config: ReleaseConfig | null };

/** null where they are the same, or where only what was never recorded could differ. */
export function changeBetween(from: Identity, to: Identity): Change | null {
  const code = from.codeHash !== to.codeHash;
  const config = changedMaps(from.config, to.config).length > 0;
  if (code && config) return "code-and-config";
  return code ? "code" : config ? "config" : null;
}

/** Names of the maps whose visible content differs, or that only one side refers to; none where one side was not recorded. */
export function changedMaps(from: ReleaseConfig | null, to: ReleaseConfig | null): string[] {
  if (from === null || to === null) return [];
  const before = new Map(from.map((map) => [map.name, contentOf(map)]));
  const after = new Map(to.map((map) => [map.name, contentOf(map)]));
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).sort();
}

/** Whether pods see the same of two maps. */
export function sameContent(a: ConfigMapState, b: ConfigMapState): boolean {
  return contentOf(a) === contentOf(b);
}

/** A map without a key that pods could see is to them as one that is missing. */
function contentOf(map: ConfigMapState): string {
  if (map.state === "recorded" && map.files.length === 0) return "missing";
  return map.state === "recorded" ? JSON.stringify(map.files.map(({ key, kind, hash }) => [key, kind, hash])) : map.state;
}

export type Edit = { manager: string | null; at: Date | null };

/** Which manager wrote these maps' content last, and when: whole seconds, as the cluster tells it. */
export function lastEdit(maps: readonly Pick<ConfigMap, "fieldOwners" | "createdAt">[]): Edit {
  const edits = maps.flatMap(({ fieldOwners, createdAt }) => {
    const writers = fieldOwners.filter(touchesContent);
    return writers.length > 0
      ? writers.map(({ manager, time }): Edit => ({ manager, at: time }))
      : [{ manager: null, at: createdAt } satisfies Edit];
  });
  return edits.sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0))[0] ?? { manager: null, at: null };
}

function touchesContent({ fields }: FieldOwner): boolean {
  return "f:data" in fields || "f:binaryData" in fields;
}
