import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const CLIENT = "prisma/generated/client.ts";
const MARK = "prisma/generated/.made-from";

/** Makes the database client unless it was made from this schema by this Prisma. */
export function generateClient() {
  const hash = createHash("sha256");
  for (const file of ["prisma/schema.prisma", "node_modules/prisma/package.json"]) hash.update(readFileSync(file));
  const wanted = hash.digest("hex");
  if (existsSync(CLIENT) && existsSync(MARK) && readFileSync(MARK, "utf8") === wanted) return;

  const env = { ...process.env, NO_COLOR: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], { encoding: "utf8", env });
  if (run.status !== 0)
    throw new Error(`The database client could not be generated from prisma/schema.prisma:\n${run.stdout}${run.stderr}`);
  writeFileSync(MARK, wanted);
}
