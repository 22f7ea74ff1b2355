import { fileFormat, isJson, type FileFormat } from "@/lib/platform/mask/file-format";
import { MASK } from "@/lib/platform/mask/mask";
import { maskFile } from "@/lib/platform/mask/mask-file";
import type { ConfigBytes } from "./config-contents";
import { prettyJson } from "./pretty-json";
import { sameJson } from "./same-json";
import { sameYaml } from "./same-yaml";

/** Lines as they are, to compare, and as they may be shown. */
export type ReadableLines = { lines: string[]; shown: string[] };
/** Two sides of a file, or, where nothing that a reader of the file would notice differs, the sentence that says so. */
export type ReadableFile =
  { onlyFormatting: string } | { onlyFormatting: null; from: ReadableLines; to: ReadableLines; note: string | null };

/** Text of a file; an absent one is empty. null where it is not text. */
export function textOf(file: ConfigBytes | undefined): string | null {
  if (!file) return "";
  if (file.kind === "binary") return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file.bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** The format that all these texts have, `text` where they do not agree; without any, what the key's ending says. */
export function formatOf(key: string, ...texts: string[]): FileFormat {
  const [first = fileFormat(key, ""), ...others] = texts.filter((text) => text !== "").map((text) => fileFormat(key, text));
  return others.every((other) => other === first) ? first : "text";
}

/** Two texts of one file made ready to be compared: line ends alike, minified JSON laid out, credentials hidden in what is shown. */
export function readableFile({ key, format, from, to }: { key: string; format: FileFormat; from: string; to: string }): ReadableFile {
  const [before, after] = [plain(from), plain(to)];
  const laidOut = format === "json" ? layOut(before, after) : null;
  const [one, other] = laidOut ?? [before, after];
  const onlyFormatting = from === "" || to === "" ? null : sayOnlyFormatting({ format, one, other, laidOut: laidOut !== null });
  if (onlyFormatting) return { onlyFormatting };
  const note = laidOut ? "Laid out here; the file has it all in one line." : null;
  const sameWords = format === "yaml" && sameYaml(one, other) ? "Only comments or formatting differ." : null;
  return { onlyFormatting, from: readableLines(key, one, before), to: readableLines(key, other, after), note: note ?? sameWords };
}

function sayOnlyFormatting({
  format,
  one,
  other,
  laidOut,
}: {
  format: FileFormat;
  one: string;
  other: string;
  laidOut: boolean;
}): string | null {
  if (one === other) return laidOut ? "Only formatting differs." : "Only line endings differ.";
  return format === "json" && !laidOut && isJson(one) && sameJson(one, other) ? "Only formatting differs." : null;
}

/** Both sides with a member a line, when either is one long line. */
function layOut(from: string, to: string): [string, string] | null {
  const texts = [from, to].filter((text) => text !== "");
  if (!texts.some(isMinified) || !texts.every(isJson)) return null;
  const [one, other] = [prettyJson(from), prettyJson(to)];
  return one === null || other === null ? null : [one, other];
}

function isMinified(text: string): boolean {
  return text.length > 80 && !text.trim().includes("\n");
}

/** Without the line ends of Windows and the newline at the end. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/\n$/, "");
}

/** `text` is what is compared; `written` is how it stands in the file, and shorter to mask where it was laid out. */
function readableLines(key: string, text: string, written: string): ReadableLines {
  if (text === "") return { lines: [], shown: [] };
  const lines = text.split("\n");
  const masked = maskFile(key, written);
  if (masked === written) return { lines, shown: lines };
  const shown = (text === written ? masked : (prettyJson(masked) ?? "")).split("\n");
  return { lines, shown: shown.length === lines.length ? shown : lines.map(() => MASK) };
}
