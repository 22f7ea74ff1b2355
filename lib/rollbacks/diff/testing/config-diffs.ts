import { expect } from "vitest";
import { ConfigFileDiff } from "../../schemas";
import type { ConfigBytes, ConfigContents } from "../config-contents";
import { diffConfig } from "../diff-config";

/** A file that a ConfigMap holds as text. */
export const text = (content: string): ConfigBytes => ({ kind: "text", bytes: Buffer.from(content) });
/** A file that it holds as binary. */
export const bytes = (...content: number[]): ConfigBytes => ({ kind: "binary", bytes: Buffer.from(content) });
export const recorded = (files: Record<string, ConfigBytes>) => ({ state: "recorded", files: new Map(Object.entries(files)) }) as const;
export const maps = (
  all: Record<string, ReturnType<typeof recorded> | { state: "missing" } | { state: "uncovered"; why: string }>,
): ConfigContents => new Map(Object.entries(all));
/** One map with one file in it. */
export const oneFile = (key: string, file: ConfigBytes | string) =>
  maps({ rules: recorded({ [key]: typeof file === "string" ? text(file) : file }) });
export const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** What differs in one file. */
export function difference(key: string, from: string, to: string): ConfigFileDiff {
  const [only, ...more] = diffConfig(oneFile(key, from), oneFile(key, to));
  expect(more).toEqual([]);
  return ConfigFileDiff.parse(only);
}
/** Hunks as people read them: `@before,after`, then the lines with their sign. */
export const hunksOf = (file: ConfigFileDiff | undefined) =>
  file?.hunks.flatMap(({ fromLine, toLine, lines: all }) => [`@${fromLine},${toLine}`, ...all.map(({ sign, text: line }) => sign + line)]);
