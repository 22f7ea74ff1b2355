import type { PodProblem } from "./describe-pod-problem";

const MOST_SHOWN = 5;
/** Causes before what follows from them. */
const RANKS = [
  "Unschedulable",
  "NodeSilent",
  "InvalidImageName",
  "ErrImagePull",
  "ImagePullBackOff",
  "CreateContainerConfigError",
  "FailedMount",
];
const LAST = ["Crashed", "NotReady", "Failed"];

/** One sentence for each trouble, whichever number of pods has it, causes first. */
export function groupTroubles(troubles: readonly { pod: string; problem: Pick<PodProblem, "reason" | "says" | "like"> }[]): string[] {
  const groups = new Map<string, { first: (typeof troubles)[number]; count: number }>();
  for (const trouble of troubles) {
    const group = groups.get(trouble.problem.like);
    if (group) group.count += 1;
    else groups.set(trouble.problem.like, { first: trouble, count: 1 });
  }
  const sorted = [...groups.values()].sort((a, b) => rank(a.first.problem.reason) - rank(b.first.problem.reason));
  const sentences = sorted.map(({ first: { pod, problem }, count }) => `Pod ${pod} ${others(count - 1)}${problem.says}`);
  const unshown = sorted.slice(MOST_SHOWN).reduce((sum, { count }) => sum + count, 0);
  return unshown > 0
    ? [...sentences.slice(0, MOST_SHOWN), `And ${unshown} more pod${unshown === 1 ? "" : "s"} with a problem.`]
    : sentences;
}

function others(count: number): string {
  return count === 0 ? "" : `(and ${count} more pod${count === 1 ? "" : "s"}) `;
}

function rank(reason: string): number {
  if (RANKS.includes(reason)) return RANKS.indexOf(reason);
  return LAST.includes(reason) ? RANKS.length + 1 + LAST.indexOf(reason) : RANKS.length;
}
