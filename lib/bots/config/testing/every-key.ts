import type { ConfigMap } from "@/lib/cluster/types";
import type { MapContent } from "./pod-sight";

type Kind = "text" | "binary";

/** Every key of every map, with its kind. */
export function everyKey(maps: ReadonlyMap<string, ConfigMap>): [name: string, kind: Kind, key: string][] {
  return [...maps].flatMap(([name, { data, binaryData }]) => [
    ...Object.keys(data).map((key): [string, Kind, string] => [name, "text", key]),
    ...Object.keys(binaryData).map((key): [string, Kind, string] => [name, "binary", key]),
  ]);
}

/** The same maps without one key. */
export function without(maps: ReadonlyMap<string, ConfigMap>, name: string, kind: Kind, key: string): Map<string, MapContent> {
  const { data, binaryData } = maps.get(name) as ConfigMap;
  const less = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([other]) => other !== key));
  const changed = kind === "text" ? { data: less(data), binaryData } : { data, binaryData: less(binaryData) };
  return new Map<string, MapContent>([...maps, [name, changed]]);
}

/** The same maps with another value of one key. */
export function changedBytes(maps: ReadonlyMap<string, ConfigMap>, name: string, kind: Kind, key: string): Map<string, MapContent> {
  const { data, binaryData } = maps.get(name) as ConfigMap;
  const other = (values: Record<string, string>, value: string) => Object.fromEntries([...Object.entries(values), [key, value]]);
  const changed = kind === "text" ? { data: other(data, "another"), binaryData } : { data, binaryData: other(binaryData, "YW5vdGhlcg==") };
  return new Map<string, MapContent>([...maps, [name, changed]]);
}
