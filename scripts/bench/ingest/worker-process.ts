import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { keepRunning } from "@/scripts/supervisor/keep-running";

/** Of /proc: Linux counts a process's time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export type WorkerProcess = {
  /** Seconds of processor time so far; NaN where the system does not tell. */
  cpuSeconds(): number;
  /** MiB that it holds; NaN where the system does not tell. */
  memory(): number;
  stop(): Promise<void>;
};

/** The worker as it is shipped, as a process of its own. `profile`: a folder for what Node's profiler says of it. */
export function startWorkerProcess(options: { bundle: string; env: Record<string, string>; profile: string | null }): WorkerProcess {
  const { bundle, env, profile } = options;
  const child = keepRunning({
    name: "worker",
    args: [...(profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : []), path.resolve(bundle)],
    env: { ...process.env, NODE_ENV: "production" as const, LOG_LEVEL: "warn", ...env },
    onEnd: ({ how }) => console.error(`the worker ${how}`),
  });
  const read = (file: string) => {
    const at = `/proc/${child.pid()}/${file}`;
    return existsSync(at) ? readFileSync(at, "utf8") : "";
  };
  return {
    cpuSeconds: () => {
      const fields = read("stat").split(") ").at(-1)?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(read("status"))?.[1]) / 1024,
    stop: () => child.stop(),
  };
}
