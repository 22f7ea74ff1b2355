import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StartError } from "../start-error";
import { CLEAN_ENV } from "./clean-env";
import type { PostgresPackage } from "./postgres-package";
import type { RunAs } from "./unprivileged-user";

type Link = { source: string; target: string };

/**
 * The folder with `postgres` and `initdb` that `runAs` can run: the installed package itself, or a copy of it (60 MB, kept) where it is
 * out of that user's reach or cannot be written to. The libraries' symbolic links are made here: the package's install script may not have run.
 */
export function postgresBinaries(source: PostgresPackage, runAs: RunAs | undefined, dataDir: string): string {
  if (link(source.folder) && works(source.folder, runAs)) return bin(source.folder);

  for (const place of placesFor(source, runAs, dataDir)) {
    const folder = copied(source.folder, place);
    if (folder && works(folder, runAs)) return bin(folder);
  }
  throw new StartError(
    `PostgreSQL's binaries cannot be run from ${source.folder}, nor from a copy. Is the disk mounted "noexec", full or read-only? ` +
      `Set LASTGOOD_DATA_DIR to a folder on another disk, or DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function placesFor(source: PostgresPackage, runAs: RunAs | undefined, dataDir: string): string[] {
  const name = `postgres-${source.version}`;
  return [runAs ? path.join("/var/lib/lastgood", name) : path.join(dataDir, name), path.join(mkTemporary(), name)];
}

function mkTemporary(): string {
  return path.join(tmpdir(), `lastgood-${process.pid}-${Date.now()}`);
}

function bin(folder: string): string {
  return path.join(folder, "native/bin");
}

function works(folder: string, runAs: RunAs | undefined): boolean {
  return ["postgres", "initdb"].every(
    (name) => spawnSync(path.join(bin(folder), name), ["--version"], { ...runAs, cwd: "/", env: CLEAN_ENV, stdio: "ignore" }).status === 0,
  );
}

/** Whether every link is there afterwards. */
function link(folder: string): boolean {
  const links = JSON.parse(readFileSync(path.join(folder, "native/pg-symlinks.json"), "utf8")) as Link[];
  return links.every(({ source, target }) => {
    const at = path.join(folder, target);
    if (lstatSync(at, { throwIfNoEntry: false })) return true;
    try {
      symlinkSync(path.relative(path.dirname(at), path.join(folder, source)), at);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EEXIST"; // another process made it just now
    }
  });
}

function copied(from: string, to: string): string | undefined {
  try {
    if (existsSync(to)) return isOurs(to) ? to : undefined;
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
    const fresh = mkdtempSync(`${to}.`);
    try {
      cpSync(path.join(from, "native"), path.join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
      if (!link(fresh)) return undefined;
      spawnSync("chmod", ["-R", "a+rX", fresh]);
      renameSync(fresh, to);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    return to;
  } catch {
    return existsSync(to) && isOurs(to) ? to : undefined;
  }
}

function isOurs(folder: string): boolean {
  return statSync(folder).uid === process.getuid?.();
}
