/** What one file of a ConfigMap holds; `binary` where the ConfigMap holds it as `binaryData`. */
export type ConfigBytes = { kind: "text" | "binary"; bytes: Buffer };

/** What pods can see of a ConfigMap under a release. `why`: an `Uncovered` of lib/bots, or words of its own. */
export type MapContents =
  { state: "recorded"; files: ReadonlyMap<string, ConfigBytes> } | { state: "missing" } | { state: "uncovered"; why: string };

/** By the original's name. A map that the template does not refer to is not in it. */
export type ConfigContents = ReadonlyMap<string, MapContents>;
