import type { DiffHunk } from "../schemas";
import type { Run } from "./align-lines";
import { changedLines, isCutShort } from "./changed-lines";
import { excerpt } from "./excerpt";
import type { ReadableLines } from "./readable-file";
import type { Room } from "./room";
import { stretches, type Stretch } from "./stretches";

const CONTEXT = 3;

type Sides = { from: ReadableLines; to: ReadableLines };
type Line = DiffHunk["lines"][number];

/** Lines that differ, with a few around them, as far as there is room; the rest is counted. */
export function hunksOf(
  runs: readonly Run[],
  sides: Sides,
  room: Room,
): { hunks: DiffHunk[]; added: number; removed: number; unshown: number } {
  const hunks = windows(stretches(runs)).flatMap((window) => hunkOf(window, sides, room));
  const count = (kind: Run["kind"]) => runs.reduce((sum, run) => (run.kind === kind ? sum + run.count : sum), 0);
  const [added, removed] = [count("come"), count("gone")];
  const shown = hunks.flatMap(({ lines }) => lines.filter(({ sign }) => sign !== " ")).length;
  return { hunks, added, removed, unshown: added + removed - shown };
}

/** What belongs into one hunk: blocks that differ with what lies close around them. A block too long to be shown whole ends its hunk. */
function windows(all: readonly Stretch[]): Stretch[][] {
  let window: Stretch[] = [];
  const found = [window];
  for (const [index, stretch] of all.entries()) {
    const [isFirst, isLast, length] = [index === 0, index === all.length - 1, stretch.from.end - stretch.from.start];
    if (!stretch.same || (length <= 2 * CONTEXT && !isFirst && !isLast)) window.push(stretch);
    else {
      if (!isFirst) window.push(part(stretch, 0, Math.min(CONTEXT, length)));
      if (!isFirst && !isLast) found.push((window = []));
      if (!isLast) window.push(part(stretch, Math.max(0, length - CONTEXT), length));
    }
    if (!stretch.same && isCutShort(stretch)) found.push((window = []));
  }
  return found;
}

function part({ from, to }: Stretch, start: number, end: number): Stretch {
  return {
    same: true,
    from: { start: from.start + start, end: from.start + end },
    to: { start: to.start + start, end: to.start + end },
  };
}

/** Nothing where no line that differs finds room. */
function hunkOf(window: readonly Stretch[], sides: Sides, room: Room): DiffHunk[] {
  const [first] = window;
  if (!first || window.every(({ same }) => same)) return [];
  const lines: Line[] = [];
  for (const line of window.flatMap((stretch) => (stretch.same ? sameLines(stretch, sides) : changedLines(stretch, sides)))) {
    if (!room.shows(line.text)) break;
    lines.push(line);
  }
  const shows = lines.some(({ sign }) => sign !== " ");
  return shows ? [{ fromLine: first.from.start + 1, toLine: first.to.start + 1, lines }] : [];
}

/** Lines that both sides have; where the mask hides one on either side, it is hidden. */
function sameLines({ from, to }: Stretch, sides: Sides): Line[] {
  const before = sides.from.shown.slice(from.start, from.end);
  return sides.to.shown.slice(to.start, to.end).map((line, index) => {
    const shown = line === sides.to.lines[to.start + index] ? (before[index] ?? line) : line;
    return { sign: " ", text: excerpt(shown) };
  });
}
