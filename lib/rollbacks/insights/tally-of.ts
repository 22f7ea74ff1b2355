import { spreadOf } from "./spread-of";
import type { InsightRun, Tally } from "./schemas";

export type DeployCount = { deploys: number; failedDeploys: number };

type Counted = Pick<InsightRun, "isUndo" | "phase" | "fromClickSeconds" | "keptFiveMinutes">;

/** Counts rollbacks beside deploys. An undo takes no bad release away, so it is none of them. */
export function tallyOf(runs: readonly Counted[], counts: readonly DeployCount[]): Tally {
  const rollbacks = runs.filter(({ isUndo }) => !isUndo);
  const count = (is: (run: Counted) => boolean) => rollbacks.filter(is).length;
  const sum = (of: (count: DeployCount) => number) => counts.reduce((total, each) => total + of(each), 0);
  return {
    rollbacks: rollbacks.length,
    recovered: count(({ phase }) => phase === "recovered"),
    kept: count(({ keptFiveMinutes }) => keptFiveMinutes === true),
    broken: count(({ keptFiveMinutes }) => keptFiveMinutes === false),
    medianSeconds: spreadOf(rollbacks.map(({ fromClickSeconds }) => fromClickSeconds)).medianSeconds,
    deploys: sum(({ deploys }) => deploys),
    failedDeploys: sum(({ failedDeploys }) => failedDeploys),
  };
}
