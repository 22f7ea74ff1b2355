import { existsSync, readFileSync } from "node:fs";
import type { Outcome } from "./stage";

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** Reads Playwright's JSON report. A test that passed only when tried again failed. */
export function countPlaywright(reportFile: string, code: number, output: string): Outcome {
  const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, "utf8")) as Report) : undefined;
  const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const failed = unexpected + flaky;
  return { passed, failed: code !== 0 ? Math.max(1, failed) : failed, skipped, output };
}
