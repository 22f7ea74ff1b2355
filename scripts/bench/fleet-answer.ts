import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import pino from "pino";
import type { Ctx } from "@/lib/access/ctx";
import { listStrips } from "@/lib/bots/list-strips";
import { readFleet } from "@/lib/bots/read-fleet";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { newId } from "@/lib/platform/ids";
import { migrate } from "@/lib/platform/migrate";
import { BOTS, seedFleet } from "./seed-fleet";

const WARM_UP = 5;
const ROUNDS = 60;
/** So many rows are in view of a large screen, with those just outside. */
const IN_VIEW = 40;

export type FleetAnswer = { name: string; times: number[]; bytes: number; zipped: number };

/** Times what the first page asks of the largest fleet, from the question to the text of the answer, on a database of its own. */
export async function fleetAnswer(): Promise<FleetAnswer[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-bench-"));
  chmodSync(dataDir, 0o755); // PostgreSQL runs as another user when we are root
  const postgres = await startEmbeddedPostgres({ dataDir, purpose: "tests" });
  try {
    await migrate(postgres.url);
    const db = openDatabase(postgres.url, { max: 8 });
    try {
      await seedFleet(db);
      const log = pino({ level: "silent" });
      const ctx: Ctx = { actor: { kind: "system", job: "bench" }, db, clock: systemClock, log, requestId: newId("req") };
      const inView = Array.from({ length: IN_VIEW }, (_, index) => `bot_${1 + index * Math.floor(BOTS / IN_VIEW)}`);
      return [
        await timed("the fleet", () => readFleet({ ctx, input: {} })),
        await timed("one line of it, after a change", () => readFleet({ ctx, input: { botIds: ["bot_500"] } })),
        await timed(`strips of ${IN_VIEW} bots in view`, () => listStrips({ ctx, input: { botIds: inView } })),
      ];
    } finally {
      await db.$disconnect();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timed(name: string, ask: () => Promise<unknown>): Promise<FleetAnswer> {
  const times: number[] = [];
  let text = "";
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const start = performance.now();
    text = JSON.stringify(await ask());
    if (round >= WARM_UP) times.push(performance.now() - start);
  }
  return { name, times, bytes: Buffer.byteLength(text), zipped: gzipSync(text).byteLength };
}
