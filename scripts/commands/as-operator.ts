import type { Ctx } from "@/lib/access/ctx";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { commandEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { schemaState } from "@/lib/platform/schema-state";
import { StartError } from "@/lib/platform/start-error";
import { isDatabaseMissing } from "./is-database-missing";
import { operatorDatabase } from "./operator-database";

/** The actor of everything that is done at the terminal: whoever can type here owns the machine already. */
export const OPERATOR = { kind: "system", job: "command line" } as const;

/** Calls `act` with a ctx on the migrated database, and closes everything after it. */
export async function asOperator<T>(act: (ctx: Ctx) => Promise<T>): Promise<T> {
  const database = await operatorDatabase();
  const db = openDatabase(database.url, { max: 2 });
  try {
    if (!(await isMigrated(db))) throw new StartError("The database is not migrated yet. Run: npm run lastgood -- migrate");
    const log = createLogger({ level: commandEnv().LOG_LEVEL, process: "command" });
    return await act({ actor: OPERATOR, db, clock: systemClock, log, requestId: newId("req") });
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

async function isMigrated(db: Parameters<typeof schemaState>[0]): Promise<boolean> {
  const state = await schemaState(db).catch((error: unknown) => {
    if (isDatabaseMissing(error)) return "behind";
    throw error;
  });
  return state !== "behind";
}
