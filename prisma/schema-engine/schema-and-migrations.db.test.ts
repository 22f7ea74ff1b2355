import { spawnSync } from "node:child_process";
import { expect, inject, test } from "vitest";

function prisma(...args: string[]): { status: number | null; output: string } {
  const env = { ...process.env, DATABASE_URL: inject("templateDatabaseUrl"), NO_COLOR: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], { encoding: "utf8", env });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

// When this fails, the schema was changed without a migration: the output says which SQL is missing.
test("the schema and the migrations agree", { timeout: 60_000 }, () => {
  const { status, output } = prisma(
    "migrate",
    "diff",
    "--from-config-datasource",
    "--to-schema",
    "prisma/schema.prisma",
    "--script",
    "--exit-code",
  );
  expect(output).toContain("This is an empty migration");
  expect(status).toBe(0);
});

test("the Prisma CLI and the product agree on what was applied", { timeout: 60_000 }, () => {
  expect(prisma("migrate", "status").output).toContain("Database schema is up to date!");
});
