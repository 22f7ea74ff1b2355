import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type Child = { name: string; pid(): number | undefined; stop(): Promise<void> };
type Options = {
  name: string;
  /** What Node runs: a file and its arguments. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Where its output goes: a file, or ours. */
  output?: number;
  onEnd: (end: { name: string; how: string; pauseMs: number }) => void;
  /** Called at each start after the first. */
  onRestart?: (name: string) => void;
};

const EXIT_WITH_PARENT = fileURLToPath(new URL("./exit-with-parent.mjs", import.meta.url));
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_AFTER_MS = 30_000;
const STOP_WITHIN_MS = 4_000;

/** Runs a Node program and starts it again whenever it ends, with a growing pause while it does not stay up. */
export function keepRunning({ name, args, env, cwd, output, onEnd, onRestart }: Options): Child {
  let child: ChildProcess | undefined;
  let stopping = false;
  const wakeUp = new AbortController();

  const run = async () => {
    for (let failures = 0; !stopping; failures += 1) {
      if (failures > 0) onRestart?.(name);
      const started = Date.now();
      // A group of its own: Ctrl-C reaches the supervisor alone, which stops everything in order.
      child = spawn(process.execPath, ["--import", EXIT_WITH_PARENT, ...args], {
        env,
        ...(cwd === undefined ? {} : { cwd }),
        detached: true,
        stdio: ["ignore", output ?? "inherit", output ?? "inherit", "ipc"],
      });
      const how = await endOf(child);
      if (stopping) return;
      if (Date.now() - started > STEADY_AFTER_MS) failures = 0;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
      onEnd({ name, how, pauseMs });
      await delay(pauseMs, undefined, { signal: wakeUp.signal }).catch(() => {});
    }
  };
  const ended = run();

  return {
    name,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      wakeUp.abort();
      child?.kill("SIGTERM");
      const tooLong = setTimeout(() => child?.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(tooLong);
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
}
