import type { Command } from "commander";
import { commandEnv } from "@/lib/platform/env";
import { createLogger } from "@/lib/platform/logger";
import { migrate } from "@/lib/platform/migrate";
import { OPERATOR } from "./as-operator";
import { invitation, letSomebodyIn } from "./let-somebody-in";
import { operatorDatabase } from "./operator-database";
import { say } from "./say";
import { secretKeyFor } from "./secret-key-for";

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
        await refuseWrongSecretKey(database.url);
        const admin = await firstAdmin(database.url);
        say(json, { applied, ...admin.json }, [
          applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database has this build's schema already.",
          ...admin.lines,
        ]);
      } finally {
        await database.close();
      }
    });
}

// Before web and worker find out one by one. One machine's own is looked at by npm start.
async function refuseWrongSecretKey(databaseUrl: string): Promise<void> {
  const env = commandEnv();
  if (env.LASTGOOD_SECRET_KEY === undefined) return;
  await secretKeyFor({ databaseUrl, env, log: createLogger({ level: env.LOG_LEVEL, process: "command" }) });
}

async function firstAdmin(databaseUrl: string): Promise<{ json: Record<string, string>; lines: string[] }> {
  const env = commandEnv();
  const log = createLogger({ level: env.LOG_LEVEL, process: "command" });
  const letIn = await letSomebodyIn({ databaseUrl, env, actor: OPERATOR, log });
  switch (letIn.kind) {
    case "has-users":
      return { json: {}, lines: [] };
    case "admin-added":
      return { json: { admin: letIn.email }, lines: [`Added the first admin, ${letIn.email}.`] };
    case "set-up-link": {
      const link = `${env.LASTGOOD_URL ?? ""}${letIn.path}`;
      return { json: { setUpLink: link }, lines: [invitation(link)] };
    }
  }
}
