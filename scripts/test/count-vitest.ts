import { existsSync, readFileSync } from "node:fs";
import type { Outcome } from "./stage";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number };

/** Reads vitest's JSON report. A file that cannot even be loaded, or an error outside any test, is one failure. */
export function countVitest(reportFile: string, code: number, output: string): Outcome {
  const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, "utf8")) as Report) : undefined;
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests = 0, numTodoTests = 0 } = report ?? {};
  return { passed, failed: code !== 0 ? Math.max(1, failed) : failed, skipped: numPendingTests + numTodoTests, output };
}
