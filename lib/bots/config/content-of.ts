import { createHash } from "node:crypto";
import type { ConfigMap } from "@/lib/cluster/types";
import type { ConfigFile } from "./types";

export type Content = { file: ConfigFile; bytes: Buffer };

const known = new WeakMap<object, Map<string, Content>>();

/** One key of a map with its plain bytes, hashed once for each object: the same map is looked at with every pod event. */
export function contentOf(map: Pick<ConfigMap, "data" | "binaryData">, key: string, kind: ConfigFile["kind"]): Content {
  const contents = known.get(map) ?? new Map<string, Content>();
  known.set(map, contents);
  const at = `${kind} ${key}`;
  const content = contents.get(at) ?? read(map, key, kind);
  contents.set(at, content);
  return content;
}

function read({ data, binaryData }: Pick<ConfigMap, "data" | "binaryData">, key: string, kind: ConfigFile["kind"]): Content {
  const bytes = kind === "text" ? Buffer.from(data[key] ?? "", "utf8") : Buffer.from(binaryData[key] ?? "", "base64");
  return { file: { key, kind, hash: createHash("sha256").update(bytes).digest("hex"), size: bytes.length }, bytes };
}
