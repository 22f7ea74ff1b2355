import { spawn, type ChildProcess } from "node:child_process";
import { openSync, closeSync } from "node:fs";

/**
 * The shell becomes the program and leaves a reader of our end of a pipe behind: when we die, however suddenly, the pipe ends and the
 * reader kills the program.
 */
const guard = `exec 3<&0; ( cat <&3 >/dev/null; kill -9 $$ 2>/dev/null ) & exec "$0" "$@" 3<&- </dev/null`;

/** Starts a program that does not outlive this process, its output going to a file. */
export function spawnGuarded(program: string, args: readonly string[], logFile: string): ChildProcess {
  const log = openSync(logFile, "a");
  const child = spawn("/bin/sh", ["-c", guard, program, ...args], { stdio: ["pipe", log, log] });
  closeSync(log);
  return child;
}

/** Kills it at once and waits until it is gone. */
export async function killGuarded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  child.stdin?.destroy();
}
