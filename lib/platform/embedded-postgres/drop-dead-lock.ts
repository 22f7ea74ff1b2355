import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Deletes the lock file of a killed PostgreSQL that nobody has reaped yet, which the next one would take for running: for ever, where
 * process 1 is no init. Children that still use the data are found by their shared memory.
 */
export function dropDeadLock(folder: string): void {
  const lock = path.join(folder, "postmaster.pid");
  try {
    const [pid] = readFileSync(lock, "utf8").split("\n");
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${Number(pid)}/status`, "utf8"))) rmSync(lock);
  } catch {
    // no lock, no such process, or no /proc: then PostgreSQL's own look at it is right
  }
}
