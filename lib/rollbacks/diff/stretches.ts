import type { Run } from "./align-lines";

/** Lines of one side, the end not in it. */
export type Range = { start: number; end: number };
/** A stretch of both files: the same lines on both sides, or some that go and some that come in their place. */
export type Stretch = { same: boolean; from: Range; to: Range };

/** Runs put side by side: what goes and what comes between the same two lines is one stretch. */
export function stretches(runs: readonly Run[]): Stretch[] {
  const found: Stretch[] = [];
  let [from, to] = [0, 0];
  for (const { kind, count } of runs) {
    const same = kind === "same";
    const last = found.at(-1);
    const stretch = last && !last.same && !same ? last : { same, from: { start: from, end: from }, to: { start: to, end: to } };
    if (stretch !== last) found.push(stretch);
    if (kind !== "come") stretch.from.end = from += count;
    if (kind !== "gone") stretch.to.end = to += count;
  }
  return found;
}
