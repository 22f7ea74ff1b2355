import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** Whether the database is there, asked over a connection of its own: one that hangs in a query says nothing, and a pool that is full says the wrong thing. */
export type Pulse = {
  /** Whether it answers within so many ms of now. */
  beats(withinMs: number): Promise<boolean>;
  /** Since when it has not answered: its last answer, or when this process began to ask; null while it answers. */
  goneSince(): Date | null;
  /** Asks every 2 s until the signal, so that `goneSince` is known. */
  keepAsking(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

const ASK_EVERY_MS = 2_000;
const BACKGROUND_PATIENCE_MS = 2_000;

export function openPulse(url: string): Pulse {
  let connection: Promise<pg.Client> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();
  let lastAnswer = new Date();
  let isGone = false;

  const drop = (lost: Promise<pg.Client>) => {
    if (connection === lost) [connection, underWay] = [null, Promise.resolve()];
    void lost.then((client) => destroy(client)).catch(() => undefined);
  };
  const connected = (): Promise<pg.Client> => {
    if (connection) return connection;
    const opening = open(url, () => drop(opening));
    connection = opening;
    return opening;
  };
  const ask = async (): Promise<void> => {
    const used = connected();
    try {
      const client = await used;
      const asked = underWay.then(() => client.query("select 1"));
      underWay = asked.catch(() => undefined);
      await asked;
    } catch (error) {
      drop(used);
      throw error;
    }
  };
  // A connection that was cut while nobody used it says so at its next use only.
  const askSurely = () => ask().catch(ask);

  const beats = async (withinMs: number): Promise<boolean> => {
    const asked = connection;
    let answered = false;
    const answer = askSurely().then(
      () => (answered = true),
      () => false,
    );
    const isThere = await Promise.race([answer, patience(withinMs).then(() => answered)]);
    if (isThere) lastAnswer = new Date();
    else if (asked) drop(asked);
    isGone = !isThere;
    return isThere;
  };

  return {
    beats,
    goneSince: () => (isGone ? lastAnswer : null),
    keepAsking: async (signal) => {
      while (!signal.aborted) {
        await beats(BACKGROUND_PATIENCE_MS);
        await delay(ASK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    },
    close: async () => {
      if (connection) drop(connection);
    },
  };
}

/** Not over while this process itself was held up: what came in meanwhile is read first. */
async function patience(ms: number): Promise<void> {
  await delay(ms, undefined, { ref: false });
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function open(url: string, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "lastgood pulse", connectionTimeoutMillis: 3_000 });
  client.on("error", onLost);
  await client.connect();
  return client;
}

/** An orderly goodbye would wait for an answer. */
function destroy(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
