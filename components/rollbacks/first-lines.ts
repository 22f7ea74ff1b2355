import type { DiffHunk } from "@/lib/rollbacks/schemas";

/** Hunks cut after so many lines, and how many lines there are in all. A few lines more than `most` are not worth a button: they are shown. */
export function firstLines(hunks: readonly DiffHunk[], most: number): { shown: DiffHunk[]; total: number } {
  const total = hunks.reduce((sum, { lines }) => sum + lines.length, 0);
  if (total <= most + most / 4) return { shown: [...hunks], total };
  let left = most;
  const shown = hunks.flatMap((hunk) => {
    const lines = hunk.lines.slice(0, left);
    left -= lines.length;
    return lines.length > 0 ? [{ ...hunk, lines }] : [];
  });
  return { shown, total };
}
