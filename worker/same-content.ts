import type { ConfigMap } from "@/lib/cluster/types";

type Content = Pick<ConfigMap, "data" | "binaryData">;

/** Whether two maps hold the same, key by key. */
export function sameContent(a: Content, b: Content): boolean {
  return sameTexts(a.data, b.data) && sameTexts(a.binaryData, b.binaryData);
}

function sameTexts(a: Record<string, string>, b: Record<string, string>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}
