import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 1_000;

/** Resolves at Ctrl-C, at SIGTERM, when the terminal closes, and when npm, which started us, is gone. */
export function untilToldToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(signal));
    if (process.env.npm_lifecycle_event === undefined) return;
    const before = ancestors();
    setInterval(() => ancestors() !== before && resolve("the end of npm"), LOOK_EVERY_MS).unref();
  });
}

// npm starts a shell, which starts us. Only Linux tells cheaply who started the shell.
function ancestors(): string {
  const shell = process.ppid;
  try {
    const stat = readFileSync(`/proc/${shell}/stat`, "utf8");
    return `${shell} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return `${shell}`;
  }
}
