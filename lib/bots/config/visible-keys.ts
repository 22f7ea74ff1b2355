import type { ConfigMap } from "@/lib/cluster/types";
import type { ConfigReference } from "./config-references";

/** The keys of a map that pods can see through a reference, sorted. A binary is never part of an environment. */
export function visibleKeys(reference: ConfigReference, map: Pick<ConfigMap, "data" | "binaryData">): { text: string[]; binary: string[] } {
  const inEnv = among(reference.env);
  const inFiles = among(reference.files);
  return {
    text: Object.keys(map.data)
      .filter((key) => inEnv(key) || inFiles(key))
      .sort(),
    binary: Object.keys(map.binaryData).filter(inFiles).sort(),
  };
}

function among(keys: "all" | string[]): (key: string) => boolean {
  const named = new Set(keys === "all" ? [] : keys);
  return (key) => keys === "all" || named.has(key);
}
