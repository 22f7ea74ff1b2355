import pino from "pino";
import { AppError } from "@/lib/platform/app-error";
import type { Clock } from "@/lib/platform/clock";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Database } from "@/lib/platform/db";

export const NOW = new Date("2026-11-21T10:00:00.000Z");

export function vaultCtx(db: Database, clock: Clock = { now: () => NOW }): PlatformCtx {
  return { db, clock, log: pino({ enabled: false }), requestId: "req_test" };
}

/** What it fails with. */
export async function failure(act: Promise<unknown>): Promise<{ code: string; sentence: string }> {
  const error = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (error instanceof AppError) return { code: error.code, sentence: error.publicMessage };
  throw error ?? new Error("it did not fail");
}

/** Empties what the vault writes. */
export async function emptyVault(db: Database): Promise<void> {
  await db.content.deleteMany();
  await db.contentKey.deleteMany();
}
