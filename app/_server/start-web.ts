import { webEnv } from "@/lib/platform/env";
import { StartError } from "@/lib/platform/start-error";
import { closeEventStreams } from "./event-streams";

/** Once in the life of the web process: settings are checked before the first request, and open streams end when the process is told to. */
export function startWeb(): void {
  try {
    webEnv();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.problems.join("\n")}\n`);
    process.exit(1);
  }
  // Next waits for open responses on SIGTERM, and a stream of events never ends by itself.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, closeEventStreams);
}
