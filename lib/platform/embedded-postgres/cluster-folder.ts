import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "../start-error";
import { canEnter } from "./can-enter";
import { unprivilegedUser, type RunAs } from "./unprivileged-user";

/** Where the data of one embedded PostgreSQL is, its password, and whom it runs as. */
export type ClusterFolder = { folder: string; password: string; runAs: RunAs | undefined };
type Remembered = { folder: string; password: string };

const ELSEWHERE = "/var/lib/lastgood";

/**
 * Finds or chooses the data's place: `<dataDir>/postgres`, unless we are root and the unprivileged user cannot get there (a home closed to
 * others), then a folder under /var/lib that `<dataDir>/postgres.json` remembers, with the password.
 */
export function clusterFolder(dataDir: string): ClusterFolder {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const memory = path.join(dataDir, "postgres.json");
  const { folder, password } = remembered(memory) ?? chosen(dataDir, memory);
  return { folder, password, runAs: unprivilegedUser(folder) };
}

/** The place chosen earlier; undefined if there is none. */
export function existingClusterFolder(dataDir: string): ClusterFolder | undefined {
  const known = remembered(path.join(dataDir, "postgres.json"));
  return known && existsSync(known.folder) ? { ...known, runAs: unprivilegedUser(known.folder) } : undefined;
}

/** Deletes an embedded PostgreSQL's data, wherever it is. It must not be running. */
export function removeClusterFolder(dataDir: string): void {
  const memory = path.join(dataDir, "postgres.json");
  const known = remembered(memory);
  if (known) rmSync(known.folder, { recursive: true, force: true });
  rmSync(memory, { force: true });
}

function remembered(memory: string): Remembered | undefined {
  if (!existsSync(memory)) return undefined;
  try {
    return JSON.parse(readFileSync(memory, "utf8")) as Remembered;
  } catch (cause) {
    throw new StartError(
      `${memory} cannot be read. It holds the embedded PostgreSQL's place and password: give it back to its owner, or restore it.`,
      { cause },
    );
  }
}

function chosen(dataDir: string, memory: string): Remembered {
  const beside = path.join(realpathSync(dataDir), "postgres");
  if (existsSync(beside)) {
    throw new StartError(
      `${beside} holds a database, but ${memory} with its password is gone. Restore that file, or move the folder away to start over.`,
    );
  }
  const folder = canEnter(dataDir, unprivilegedUser(beside)) ? beside : elsewhere(dataDir);
  const choice: Remembered = { folder, password: randomBytes(24).toString("base64url") };
  writeFileSync(`${memory}.new`, JSON.stringify(choice), { mode: 0o600 });
  renameSync(`${memory}.new`, memory);
  return choice;
}

function elsewhere(dataDir: string): string {
  try {
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  } catch (cause) {
    const why = `PostgreSQL must not run as root, its own user cannot enter ${dataDir}, and ${ELSEWHERE} cannot be made.`;
    throw new StartError(`${why} Set LASTGOOD_DATA_DIR to a folder that every user can enter.`, { cause });
  }
  // A folder of that name belongs to a data dir that was deleted by hand; what is in it is not ours to overwrite.
  const name = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const names = [name, ...Array.from({ length: 99 }, (_, index) => `${name}-${index + 2}`)];
  return path.join(ELSEWHERE, names.find((free) => !existsSync(path.join(ELSEWHERE, free))) ?? `${name}-${Date.now()}`);
}
