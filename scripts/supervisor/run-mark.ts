import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Longer than a child of the supervisor outlives it. */
const LEFTOVERS_END_WITHIN_MS = 6_000;

/** A file that is there while we run: finding it at the start means that the last run ended abruptly. */
export type RunMark = { patienceMs: number; set(): void; clear(): void };

export function runMark(dataDir: string): RunMark {
  const file = path.join(dataDir, "running");
  const ours = `${process.pid}\n`;
  return {
    patienceMs: existsSync(file) ? LEFTOVERS_END_WITHIN_MS : 0,
    set: () => {
      mkdirSync(dataDir, { recursive: true, mode: 0o755 });
      writeFileSync(file, ours);
    },
    // Another one's mark stays: it may run beside us, on another port.
    clear: () => {
      if (existsSync(file) && readFileSync(file, "utf8") === ours) rmSync(file);
    },
  };
}
