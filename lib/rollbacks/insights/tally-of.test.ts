import { expect, test } from "vitest";
import type { Phase } from "../schemas";
import { tallyOf } from "./tally-of";

const run = (phase: Phase, fromClickSeconds: number | null, keptFiveMinutes: boolean | null, isUndo = false) => ({
  phase,
  fromClickSeconds,
  keptFiveMinutes,
  isUndo,
});

test("of nothing", () => {
  expect(tallyOf([], [])).toEqual({ rollbacks: 0, recovered: 0, kept: 0, broken: 0, medianSeconds: null, deploys: 0, failedDeploys: 0 });
});

test("counts every end, times only what recovered, and leaves undos out", () => {
  const runs = [
    run("recovered", 30, true),
    run("recovered", 400, false),
    run("failed", null, false),
    run("aborted", null, null),
    run("superseded", null, null),
    run("following", null, null),
    run("recovered", 10, null, true),
  ];
  const deploys = [
    { deploys: 3, failedDeploys: 1 },
    { deploys: 4, failedDeploys: 2 },
  ];
  expect(tallyOf(runs, deploys)).toEqual({
    rollbacks: 6,
    recovered: 2,
    kept: 1,
    broken: 2,
    medianSeconds: 215,
    deploys: 7,
    failedDeploys: 3,
  });
});
