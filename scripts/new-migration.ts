import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
import { migrate } from "@/lib/platform/migrate";
import { StartError } from "@/lib/platform/start-error";

const NEWEST = "lib/platform/newest-migration.ts";

/** `npm run new-migration -- NAME`: writes the SQL from the migrations so far to prisma/schema.prisma, to be read and completed by hand. */
export async function main([name = ""]: readonly string[]): Promise<void> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new StartError("Name the migration in lower case: npm run new-migration -- add_holds");
  const sql = await onScratchDatabase(sqlToSchema);
  if (!sql.includes(";")) throw new StartError("The schema and the migrations agree: there is nothing to write.");

  const folder = `${new Date().toISOString().slice(0, 19).replace(/\D/g, "")}_${name}`;
  mkdirSync(path.join("prisma/migrations", folder));
  writeFileSync(path.join("prisma/migrations", folder, "migration.sql"), sql);
  const docstring = "/** The newest folder in `prisma/migrations`, written down so that the web server need not look for it. */";
  writeFileSync(NEWEST, `${docstring}\nexport const NEWEST_MIGRATION = "${folder}";\n`);
  console.log(`Wrote prisma/migrations/${folder}/migration.sql. Read it; what the schema language cannot say is added by hand.`);
}

async function onScratchDatabase(act: (url: string) => string): Promise<string> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-scratch-"));
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, purpose: "new-migration", settings: { fsync: "off" } });
  try {
    await migrate(postgres.url);
    return act(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function sqlToSchema(url: string): string {
  const args = ["migrate", "diff", "--from-config-datasource", "--to-schema", "prisma/schema.prisma", "--script"];
  const env = { ...process.env, DATABASE_URL: url, NO_COLOR: "1" };
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], { encoding: "utf8", env });
  if (run.status !== 0) throw new StartError(`Prisma could not compare them:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}
