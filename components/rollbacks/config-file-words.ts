import type { ConfigFileDiff, DiffHunk } from "@/lib/rollbacks/schemas";

const FORMATS = { yaml: "YAML", json: "JSON", properties: "properties", text: "text", binary: "binary" } as const;
const CHANGES = { added: "comes", removed: "goes", changed: "", "not-compared": "" } as const;

/** What a file is and how much of it differs: `YAML, 3 lines`, `JSON, comes`. */
export function aboutFile({ change, format, added, removed }: ConfigFileDiff): string {
  const lines = Math.max(added, removed);
  const size = change !== "changed" ? CHANGES[change] : lines === 0 ? "" : `${count(lines)}`;
  return [format === null ? "" : FORMATS[format], size].filter((words) => words !== "").join(", ");
}

/** Where a hunk is: by the lines of what comes, and of what goes where those are others. */
export function placeOf({ fromLine, toLine }: DiffHunk): string {
  const line = toLine.toLocaleString("en");
  return fromLine === toLine ? `line ${line}` : `line ${line}, was ${fromLine.toLocaleString("en")}`;
}

/** What of a file is on no page. */
export function unshownWords(unshown: number): string {
  return unshown === 1 ? "1 more line differs and is not shown." : `${unshown.toLocaleString("en")} more lines differ and are not shown.`;
}

export function count(lines: number): string {
  return `${lines.toLocaleString("en")} line${lines === 1 ? "" : "s"}`;
}
