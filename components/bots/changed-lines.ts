import type { ConfigFileDiff } from "@/lib/rollbacks/schemas";

/** How much of a ConfigMap differs: "1 line differs", "3 lines of 2 files differ", "2 files differ". */
export function changedLines(files: readonly ConfigFileDiff[]): string {
  const lines = files.reduce((sum, { added, removed }) => sum + Math.max(added, removed), 0);
  const named = files.filter(({ key }) => key !== null).length;
  if (named === 0) return "it differs";
  const of = count(named, "file");
  if (lines === 0) return `${of} ${named === 1 ? "differs" : "differ"}`;
  return `${count(lines, "line")}${named > 1 ? ` of ${of}` : ""} ${lines === 1 ? "differs" : "differ"}`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}
