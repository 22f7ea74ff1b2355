import { diffArrays } from "diff";

/** How many lines may come and go before two files are called too different: the work grows with its square. */
const MOST_EDITS = 700;

/** A run of lines: on both sides, only before, only after. */
export type Run = { kind: "same" | "gone" | "come"; count: number };

/** Which lines of two files belong together. Files that are too different are one block that goes and one that comes, between what they share at both ends. */
export function alignLines(from: readonly string[], to: readonly string[]): { runs: Run[]; tooDifferent: boolean } {
  const head = shared(from, to, (lines, at) => lines[at], Math.min(from.length, to.length));
  const tail = shared(from, to, (lines, at) => lines[lines.length - 1 - at], Math.min(from.length, to.length) - head);
  const [before, after] = numbered(from.slice(head, from.length - tail), to.slice(head, to.length - tail));

  const oneSided = before.length === 0 || after.length === 0;
  const hopeless = oneSided || withoutPartner(before, after) > MOST_EDITS;
  const changes = hopeless ? undefined : diffArrays(before, after, { maxEditLength: MOST_EDITS });
  const between: Run[] = changes
    ? changes.map(({ added, removed, count }) => ({ kind: added ? "come" : removed ? "gone" : "same", count }))
    : [
        { kind: "gone", count: before.length },
        { kind: "come", count: after.length },
      ];
  const runs: Run[] = [{ kind: "same", count: head }, ...between, { kind: "same", count: tail }];
  return { runs: runs.filter(({ count }) => count > 0), tooDifferent: !oneSided && changes === undefined };
}

function shared(
  from: readonly string[],
  to: readonly string[],
  line: (lines: readonly string[], at: number) => unknown,
  most: number,
): number {
  let count = 0;
  while (count < most && line(from, count) === line(to, count)) count++;
  return count;
}

/** How many lines have none like them on the other side, wherever that stands: fewer than these never come and go. */
function withoutPartner(before: readonly number[], after: readonly number[]): number {
  const more = new Int32Array(before.length + after.length);
  for (const number of before) more[number]!++;
  for (const number of after) more[number]!--;
  return more.reduce((sum, count) => sum + Math.abs(count), 0);
}

/** A number for each line, the same for the same line: they are compared again and again. */
function numbered(...files: string[][]): [number[], number[]] {
  const numbers = new Map<string, number>();
  const [before, after] = files.map((lines) =>
    lines.map((line) => {
      const number = numbers.get(line) ?? numbers.size;
      numbers.set(line, number);
      return number;
    }),
  );
  return [before ?? [], after ?? []];
}
