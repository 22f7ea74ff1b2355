import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../chaos/random";
import type { Lines, Sessions, StormWorker } from "./lines";

/** What is done to lines and processes until it is told to stop; then all is whole again. Returns how often what was done. */
export function weather(random: Random, sessions: Sessions, workers: readonly StormWorker[]) {
  const times = new Map<string, number>();
  const lines = [sessions.lines, ...workers.map((worker) => worker.lines)];
  let isOver = false;
  const next = async () => {
    const [name, act] = random.weigh(TROUBLES);
    times.set(name, (times.get(name) ?? 0) + 1);
    await act({ line: random.pick(lines), worker: random.pick(workers) });
    for (const { database, cluster } of lines) for (const line of [database, cluster]) line.heal();
    await sleep(300 + random.below(2_000));
  };
  const done = (async () => {
    while (!isOver) await next();
  })();
  return {
    times,
    stop: async () => {
      isOver = true;
      await done;
    },
  };
}

type Where = { line: Lines; worker: StormWorker };

const TROUBLES: readonly (readonly [number, readonly [string, (where: Where) => Promise<void>]])[] = [
  [4, ["line to the API server cut", async ({ line }) => line.cluster.cut()]],
  [4, ["line to PostgreSQL cut", async ({ line }) => line.database.cut()]],
  [2, ["API server refuses", ({ line }) => line.cluster.refuse() ?? sleep(500)]],
  [2, ["PostgreSQL refuses", ({ line }) => line.database.refuse() ?? sleep(500)]],
  [2, ["API server slow", ({ line }) => line.cluster.heal(() => ({ kind: "delay", ms: 200 })) ?? sleep(1_500)]],
  [2, ["PostgreSQL slow", ({ line }) => line.database.heal(() => ({ kind: "delay", ms: 50 })) ?? sleep(1_500)]],
  [1, ["API server falls silent", ({ line }) => line.cluster.swallow() ?? sleep(1_000)]],
  [2, ["worker killed with -9, and started anew", ({ worker }) => worker.restart()]],
  [1, ["worker stands still for 3 s", ({ worker }) => worker.pause(3_000)]],
];
