import type { ConfigMap } from "@/lib/cluster/types";
import type { ConfigReference } from "../config-references";
import { configMap } from "./config-map";

const UNSEEN = "nobody-reads-this";
const TEXTS = ["MODE", "with-dash.yaml", ".dotted", "__proto__", "empty"];
const BINARIES = ["model.bin", "constructor"];

/** Maps that satisfy the references, each with text, binary and, where keys are named, keys that nobody reads. `edition` is in every value. */
export function mapsFor(references: readonly ConfigReference[], edition = 1): Map<string, ConfigMap> {
  return new Map(references.map((reference, index) => [reference.name, mapFor(reference, index, edition)]));
}

function mapFor({ name, env, files }: ConfigReference, index: number, edition: number): ConfigMap {
  // No two maps have a key in common where every key is read, so that none covers another's.
  const own = (keys: string[]) => (index === 0 ? keys : keys.map((key) => `${key}.${index}`));
  const [inEnv, inFiles] = [env === "all" ? own(TEXTS) : env, files === "all" ? own(BINARIES) : files];
  // Half of what is seen as files only is binary, and none that is no text either.
  const binary = inFiles.filter((key, index) => !inEnv.includes(key) && (files === "all" || index % 2 === 0));
  const text = [...inEnv, ...inFiles, ...(files === "all" ? own(TEXTS) : []), ...own([UNSEEN])].filter((key) => !binary.includes(key));
  return configMap({
    name,
    uid: `uid-${name}`,
    data: Object.fromEntries(text.map((key) => [key, key.startsWith("empty") ? "" : `${name} ${key} ключ 🤖\n${edition}\n`])),
    binaryData: Object.fromEntries(
      [...binary, ...own([`${UNSEEN}.bin`])].map((key) => [key, Buffer.from([0, 255, 254, edition, key.length]).toString("base64")]),
    ),
  });
}
