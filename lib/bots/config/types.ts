/** One key of a ConfigMap. `hash` is sha256 in hex of the plain bytes: UTF-8 of a text, decoded base64 of a binary. */
export type ConfigFile = { key: string; kind: "text" | "binary"; hash: string; size: number };

/** Why a map is part of no release: the cluster's own, a trust bundle, rewritten by controllers, or left out by its owner. */
export type Uncovered = "cluster" | "trust-bundle" | "rewritten" | "opted-out";

export type ConfigMapState =
  /** Only keys that the bot's pods can see, sorted by key. */
  | { name: string; state: "recorded"; files: ConfigFile[] }
  | { name: string; state: "missing" }
  | { name: string; state: "uncovered"; why: Uncovered };

/** Sorted by name; only maps that the template refers to, under their originals' names. */
export type ReleaseConfig = ConfigMapState[];
