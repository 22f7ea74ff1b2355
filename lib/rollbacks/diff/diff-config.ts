import type { ConfigFileDiff } from "../schemas";
export type MapContents =
  | { state: "recorded"; files: ReadonlyMap<string, { kind: "text" | "binary"; bytes: Buffer }> }
  | { state: "missing" }
  | { state: "uncovered"; why: string };
export type ConfigContents = ReadonlyMap<string, MapContents>;
export function diffConfig(_from: ConfigContents, _to: ConfigContents): ConfigFileDiff[] {
  return [];
}
