import type { JsonObject } from "@/lib/platform/json";
import { listOf, type MapContent, type Maps } from "./pod-sight";

/** Path within the volume → bytes. */
export type VolumeFiles = Map<string, Buffer>;
type Reference = { name: string; optional?: boolean; items?: { key: string; path: string }[] };

/**
 * The files of maps in a volume, as a kubelet writes them; a later source of a projected one over an earlier one. null for another kind of volume.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/volume/configmap/configmap.go and pkg/volume/projected/projected.go
 */
export function podVolume(volume: JsonObject, maps: Maps, refuse: (why: string) => void): VolumeFiles | null {
  const sources = volume.projected ? listOf((volume.projected as JsonObject).sources) : [volume];
  if (!volume.projected && !volume.configMap) return null;
  const files: VolumeFiles = new Map();
  for (const { configMap } of sources) {
    if (!configMap) continue;
    const reference = configMap as Reference;
    const map = maps.get(reference.name);
    if (!map && !reference.optional) refuse(`a map of volume ${volume.name as string} is missing`);
    else write(files, reference, map ?? { data: {}, binaryData: {} }, refuse);
  }
  return files;
}

function write(files: VolumeFiles, { items = [], optional }: Reference, { data, binaryData }: MapContent, refuse: (why: string) => void) {
  const content = new Map([
    ...Object.entries(data).map(([key, text]) => [key, Buffer.from(text, "utf8")] as const),
    ...Object.entries(binaryData).map(([key, base64]) => [key, Buffer.from(base64, "base64")] as const),
  ]);
  if (items.length === 0) for (const [key, bytes] of content) files.set(key, bytes);
  for (const { key, path } of items) {
    const bytes = content.get(key);
    if (bytes) files.set(path, bytes);
    else if (!optional) refuse(`key ${key} of a volume is missing`);
  }
}
