import { MASK } from "@/lib/platform/mask/mask";
import type { DiffHunk } from "../schemas";
import { excerpt, firstDifference } from "./excerpt";
import type { ReadableLines } from "./readable-file";
import type { Stretch } from "./stretches";

type Line = DiffHunk["lines"][number];

/** Of one block that goes or comes, so many lines are shown. */
const MOST = 200;

/** The lines that go and those that come in their place, the first of each. A value that only the mask makes look the same is told to be another one. */
export function changedLines({ from, to }: Stretch, sides: { from: ReadableLines; to: ReadableLines }): Line[] {
  const before = sides.from.shown.slice(from.start, Math.min(from.end, from.start + MOST));
  const after = sides.to.shown.slice(to.start, Math.min(to.end, to.start + MOST));
  const hidden = new Set(before.filter((line) => line.includes(MASK)));
  const focus = (index: number) => firstDifference(before[index] ?? "", after[index] ?? "");
  return [
    ...before.map((line, index): Line => ({ sign: "-", text: excerpt(line, focus(index)) })),
    ...after.map((line, index): Line => ({
      sign: "+",
      text: `${excerpt(line, focus(index))}${hidden.has(line) ? " (another value)" : ""}`,
    })),
  ];
}

/** Whether a block is too long to be shown whole. */
export function isCutShort({ from, to }: Stretch): boolean {
  return from.end - from.start > MOST || to.end - to.start > MOST;
}
