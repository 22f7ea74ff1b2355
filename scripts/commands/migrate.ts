import type { Command } from "commander";
import { bootstrapAdmin } from "@/lib/access/bootstrap-admin";
import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { commandEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createLogger } from "@/lib/platform/logger";
import { migrate } from "@/lib/platform/migrate";
import { OPERATOR } from "./as-operator";
import { operatorDatabase } from "./operator-database";
import { say } from "./say";

/** `migrate`: also makes the first admin, or the link that does, since nothing else runs once and before web and worker in containers. */
export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this build's schema, making it if it is not there")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: { json?: boolean }) => {
      const database = await operatorDatabase();
      try {
        const applied = await migrate(database.url);
        const admin = await letSomebodyIn(database.url);
        say(json, { applied, ...admin.json }, [
          applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database has this build's schema already.",
          ...admin.lines,
        ]);
      } finally {
        await database.close();
      }
    });
}

async function letSomebodyIn(databaseUrl: string): Promise<{ json: Record<string, string>; lines: string[] }> {
  const { LASTGOOD_ADMIN_EMAIL: email, LASTGOOD_ADMIN_PASSWORD: password, LASTGOOD_URL, LOG_LEVEL } = commandEnv();
  const db = openDatabase(databaseUrl, { max: 2 });
  try {
    const log = createLogger({ level: LOG_LEVEL, process: "command" });
    const ctx = { actor: OPERATOR, db, clock: systemClock, log, requestId: newId("req") };
    const done = await bootstrapAdmin({ ctx, input: { admin: email && password ? { email, password } : null } });
    if (done.kind === "has-users") return { json: {}, lines: [] };
    if (done.kind === "admin-added") return { json: { admin: done.email }, lines: [`Added the first admin, ${done.email}.`] };
    const link = `${LASTGOOD_URL ?? ""}${done.path}`;
    return { json: { setUpLink: link }, lines: [`Nobody can sign in yet. Make the first admin here, once: ${link}`] };
  } finally {
    await db.$disconnect();
  }
}
