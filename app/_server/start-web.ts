import { webEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { StartError } from "@/lib/platform/start-error";
import { keepSpool } from "@/lib/rollbacks/spool/keep-spool";
import { closeEventStreams } from "./event-streams";
import { services } from "./services";

/** Once in the life of the web process: settings are checked before the first request, what the database's loss would need is kept, and open streams end when the process is told to. */
export function startWeb(): void {
  try {
    webEnv();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.problems.join("\n")}\n`);
    process.exit(1);
  }
  // Next waits for open responses on SIGTERM, and a stream of events never ends by itself.
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      closeEventStreams();
      stop.abort();
    });
  }
  keepForWhenItIsGone(stop.signal);
}

function keepForWhenItIsGone(signal: AbortSignal): void {
  const { db, clusters, vault, clock, log, databaseUrl, breakGlass } = services();
  if (!breakGlass) return;
  const ctx = { actor: { kind: "system", job: "spool" } as const, db, clusters, vault, clock, log, requestId: newId("req") };
  void breakGlass.pulse.keepAsking(signal);
  void keepSpool({ ctx, spool: breakGlass.spool, journal: breakGlass.journal, databaseUrl, signal });
}
