import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** The PostgreSQL that has `folder` open, from its own pid file. Undefined if there is none, or the pid is now some other program's. */
export function runningPostmaster(folder: string): { pid: number; port: number } | undefined {
  const lines = read(path.join(folder, "postmaster.pid")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && commandOf(pid).includes("postgres") ? { pid, port } : undefined;
}

function commandOf(pid: number): string {
  if (process.platform === "linux") return read(`/proc/${pid}/cmdline`);
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
