import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { CHANNEL, type Change } from "./notify";
import type { Logger } from "./logger";

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const CHECK_EVERY_MS = 15_000;

/**
 * Hears what other processes changed, over a connection of its own that it re-opens with back-off when it is lost. `onConnect` is called at each
 * (re-)connection: what changed before it was not heard, so the caller reads anew. Resolves when `signal` is aborted.
 */
export async function listen(options: {
  url: string;
  onChange: (change: Change) => void;
  onConnect?: () => void;
  signal: AbortSignal;
  log: Pick<Logger, "warn" | "info">;
  random?: () => number;
}): Promise<void> {
  const { url, onChange, onConnect, signal, log, random = Math.random } = options;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await hear({
        url,
        onChange,
        signal,
        onConnect: () => {
          if (failures > 0) log.info({ failures }, "hears changes again");
          failures = 0;
          onConnect?.();
        },
      });
    } catch (err) {
      if (failures === 0) log.warn({ err }, "lost the connection that hears changes; opening it again");
    }
    await delay(pauseBefore(failures, random()), undefined, { signal }).catch(() => {});
  }
}

/** The pause before opening the connection again, in ms: doubling up to 10 s, half of it by chance so that processes do not come in step. */
export function pauseBefore(failures: number, chance: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 16));
  return full / 2 + (full / 2) * chance;
}

// One connection, from its opening to its loss. A silent one is found out by asking it something.
async function hear(options: {
  url: string;
  onChange: (change: Change) => void;
  onConnect: () => void;
  signal: AbortSignal;
}): Promise<void> {
  const { url, onChange, onConnect, signal } = options;
  const client = new pg.Client({
    connectionString: url,
    application_name: "lastgood listener",
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    keepAlive: true,
  });
  const lost = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("The connection ended")));
  });
  lost.catch(() => {}); // it may be lost before anybody waits for it
  client.on("notification", ({ payload }) => {
    const change = parsed(payload);
    if (change) onChange(change);
  });
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(CHANNEL)}`);
    onConnect();
    while (!signal.aborted) {
      await Promise.race([lost, delay(CHECK_EVERY_MS, undefined, { signal }).catch(() => {})]);
      if (!signal.aborted) await client.query("select 1");
    }
  } finally {
    await Promise.race([client.end().catch(() => {}), delay(1_000, undefined, { ref: false })]);
  }
}

function parsed(payload: string | undefined): Change | undefined {
  try {
    return JSON.parse(payload ?? "") as Change;
  } catch {
    return undefined; // not ours
  }
}
