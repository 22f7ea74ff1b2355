import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { copyName } from "../copy-name";
import { renameConfigMaps } from "../rename-config-maps";
import { markRestored } from "../restored";
import type { ReleaseConfig } from "../types";
import { configMap } from "./config-map";

type Restored = { template: JsonObject; maps: Map<string, ConfigMap> };

/** A release brought back by copies alone: its template under the copies' names, and the copies. */
export function restore(template: JsonObject, config: ReleaseConfig, contents: ReadonlyMap<string, Buffer>): Restored {
  const copies = config.flatMap((map) =>
    map.state === "uncovered" ? [] : [{ of: map.name, files: map.state === "recorded" ? map.files : [] }],
  );
  const names = new Map(copies.map(({ of, files }) => [of, copyName(of, files)]));
  const maps = copies.map(({ of, files }): [string, ConfigMap] => {
    const name = names.get(of) ?? of;
    const bytes = (kind: "text" | "binary", as: BufferEncoding) =>
      Object.fromEntries(
        files.filter((file) => file.kind === kind).map(({ key, hash }) => [key, contents.get(hash)?.toString(as) ?? "lost"]),
      );
    return [
      name,
      configMap({ name, uid: `uid-${name}`, immutable: true, data: bytes("text", "utf8"), binaryData: bytes("binary", "base64") }),
    ];
  });
  const renamed = renameConfigMaps(template, (name) => names.get(name) ?? name);
  const configMaps = new Map([...names].map(([of, name]) => [name, of]));
  return { template: markRestored(renamed, { configMaps, images: new Map() }), maps: new Map(maps) };
}
