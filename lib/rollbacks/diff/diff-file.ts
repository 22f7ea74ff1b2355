import { createHash } from "node:crypto";
import type { ConfigFileDiff } from "../schemas";
import { alignLines } from "./align-lines";
import type { ConfigBytes } from "./config-contents";
import { hunksOf } from "./hunks-of";
import { formatOf, readableFile, textOf, type ReadableFile } from "./readable-file";
import type { Room } from "./room";

type Pair = { map: string; key: string; from: ConfigBytes | undefined; to: ConfigBytes | undefined; room: Room };

/** One file on two sides: nothing when it is the same, else one entry. */
export function diffFile({ map, key, from, to, room }: Pair): ConfigFileDiff[] {
  if (from && to && from.kind === to.kind && from.bytes.equals(to.bytes)) return [];
  const change = !from ? "added" : !to ? "removed" : "changed";
  const about = { map, key, change } as const;
  if (from && to && from.bytes.equals(to.bytes)) {
    return [{ ...about, format: "binary", ...withoutLines("The bytes are the same; only how the ConfigMap holds them differs.") }];
  }
  const isBinary = from?.kind === "binary" || to?.kind === "binary";
  if (!isBinary && !room.compares(bytesOf(from), bytesOf(to))) {
    const note = `Too much differs at once to compare it line by line: ${told(from, to, sizeOf)}.`;
    return [{ ...about, format: formatOf(key), ...withoutLines(note) }];
  }
  const [before, after] = [textOf(from), textOf(to)];
  if (before === null || after === null)
    return [{ ...about, format: "binary", ...withoutLines(`Binary: ${told(from, to, fingerprintOf)}.`) }];
  const format = formatOf(key, before, after);
  return [{ ...about, format, ...linesOf(readableFile({ key, format, from: before, to: after }), room) }];
}

function bytesOf(file: ConfigBytes | undefined): Buffer {
  return file?.bytes ?? Buffer.alloc(0);
}

function linesOf(file: ReadableFile, room: Room): Omit<ConfigFileDiff, "map" | "key" | "change" | "format"> {
  if (file.onlyFormatting !== null) return withoutLines(file.onlyFormatting);
  const { runs, tooDifferent } = alignLines(file.from.lines, file.to.lines);
  const { hunks, added, removed, unshown } = hunksOf(runs, file, room);
  const count = (lines: number) => `${lines.toLocaleString("en")} line${lines === 1 ? "" : "s"}`;
  const notes = [
    added + removed === 0 ? "It is empty." : null,
    tooDifferent ? `Too different to align: ${count(removed)} before, ${count(added)} after.` : null,
    file.note,
  ];
  return { note: notes.filter(Boolean).join(" ") || null, hunks, added, removed, unshown };
}

function withoutLines(note: string): Omit<ConfigFileDiff, "map" | "key" | "change" | "format"> {
  return { note, hunks: [], added: 0, removed: 0, unshown: 0 };
}

function told(from: ConfigBytes | undefined, to: ConfigBytes | undefined, tell: (bytes: Buffer) => string): string {
  const sides = [from && `${tell(from.bytes)} before`, to && `${tell(to.bytes)} after`];
  return sides.filter(Boolean).join(", ");
}

function sizeOf(bytes: Buffer): string {
  return `${bytes.length.toLocaleString("en")} byte${bytes.length === 1 ? "" : "s"}`;
}

function fingerprintOf(bytes: Buffer): string {
  return `${sizeOf(bytes)} (sha256 ${createHash("sha256").update(bytes).digest("hex").slice(0, 12)})`;
}
