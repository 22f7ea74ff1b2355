import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "../start-error";
import { CLEAN_ENV } from "./clean-env";
import type { ClusterFolder } from "./cluster-folder";
import { explainPostgres } from "./explain-postgres";

/** Makes the data folder if it is not there. Done beside it and moved in whole, so that a process killed half-way leaves no half-made data. */
export function initialiseCluster({ folder, password, runAs }: ClusterFolder, binaries: string, major: number): void {
  if (existsSync(path.join(folder, "PG_VERSION"))) return refuseOtherMajor(folder, major);

  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
  const fresh = mkdtempSync(`${folder}.new-`);
  const passwordFile = `${fresh}.password`;
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runAs) for (const made of [fresh, passwordFile]) chownSync(made, runAs.uid, runAs.gid);

    const args = [
      "-D",
      fresh,
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      `--pwfile=${passwordFile}`,
      "-E",
      "UTF8",
      "--locale=C",
      "--no-instructions",
    ];
    const run = spawnSync(path.join(binaries, "initdb"), args, { ...runAs, cwd: "/", env: CLEAN_ENV, encoding: "utf8" });
    if (run.status !== 0) throw explainPostgres(run.error?.message ?? run.stderr, folder);
    moveIn(fresh, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

// Another process may have been first: its data stays, ours goes.
function moveIn(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(path.join(folder, "PG_VERSION"))) throw error;
  }
}

function refuseOtherMajor(folder: string, major: number): void {
  const written = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  if (Number(written) === major) return;
  throw new StartError(
    `The data in ${folder} was written by PostgreSQL ${written}, and this Lastgood brings PostgreSQL ${major}. Nothing was changed. ` +
      `Dump it with the Lastgood that wrote it (pg_dump) and restore it into a new folder.`,
  );
}
