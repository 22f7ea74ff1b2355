import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CLEAN_ENV } from "./clean-env";
import { explainPostgres } from "./explain-postgres";
import type { RunAs } from "./unprivileged-user";

export type PostgresProcess = { pid: number; exited: Promise<string>; stop(): Promise<void> };

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 4_000;
const KEPT_OUTPUT = 8_000;

/**
 * Starts PostgreSQL on `port` of 127.0.0.1 and gives it when it takes connections; `exited` gives the last it said. It ends when this
 * process ends, however that happens.
 *
 * @throws StartError with what PostgreSQL said
 */
export async function startPostgresProcess(options: {
  binaries: string;
  folder: string;
  port: number;
  runAs: RunAs | undefined;
  settings: Record<string, string>;
}): Promise<PostgresProcess> {
  const { binaries, folder, port, runAs } = options;
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", lc_messages: "C", ...options.settings };
  const args = ["-D", folder, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];

  // A session of its own: Ctrl-C in the terminal must not stop the database before those that use it.
  const child = spawn(path.join(binaries, "postgres"), args, {
    ...runAs,
    cwd: "/",
    env: CLEAN_ENV,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  const ready = new Promise<boolean>((resolve) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-KEPT_OUTPUT);
      if (said.includes("ready to accept connections")) resolve(true);
    });
    setTimeout(resolve, READY_WITHIN_MS, false).unref();
  });
  const exited = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", () => resolve(said));
  });

  const isReady = await Promise.race([ready, exited.then(() => false)]);
  if (!isReady || child.pid === undefined) {
    child.kill("SIGKILL");
    throw explainPostgres(await exited, folder);
  }
  const guard = guardOver(child.pid, runAs);
  void exited.then(() => guard.kill("SIGKILL"));
  return { pid: child.pid, exited, stop: () => stop(child, exited) };
}

/** A shell that waits for this process to end, even by kill -9, and then stops PostgreSQL: the pipe that it reads closes with us. */
function guardOver(pid: number, runAs: RunAs | undefined): ChildProcess {
  const script = `trap '' INT TERM HUP; read -r _; kill -INT ${pid}`;
  const guard = spawn("/bin/sh", ["-c", script], {
    ...runAs,
    cwd: "/",
    env: CLEAN_ENV,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.unref();
  return guard;
}

// SIGINT is PostgreSQL's fast stop, SIGQUIT its immediate one.
async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGINT");
  const inTime = await Promise.race([exited.then(() => true), delay(STOP_WITHIN_MS, false, { ref: false })]);
  if (inTime) return;
  child.kill("SIGQUIT");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
