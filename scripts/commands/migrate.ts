import type { Command } from "commander";
import { migrate } from "@/lib/platform/migrate";
import { operatorDatabase } from "./operator-database";
import { say } from "./say";

/** `migrate` */
export function addMigrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this build's schema, making it if it is not there")
    .option("--json", "answer with one JSON document")
    .action(async ({ json }: { json?: boolean }) => {
      const database = await operatorDatabase();
      try {
        const applied = await migrate(database.url);
        say(json, { applied }, [applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database has this build's schema already."]);
      } finally {
        await database.close();
      }
    });
}
