import pino from "pino";
import type { Database } from "@/lib/platform/db";
import type { Ctx } from "../ctx";
import type { Actor } from "../types";

/** A ctx on a test's own database, with a clock that moves only when told. */
export function accessCtx(db: Database, actor: Actor = { kind: "system", job: "test" }): Ctx & { clock: MovableClock } {
  return { actor, db, clock: movableClock(), log: pino({ enabled: false }), requestId: "req_test" };
}

export type MovableClock = { now(): Date; advance(ms: number): void };

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

function movableClock(): MovableClock {
  let now = Date.parse("2026-11-21T10:00:00.000Z");
  return { now: () => new Date(now), advance: (ms) => void (now += ms) };
}
