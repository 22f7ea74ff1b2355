import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "./start-error";

const MIN_LENGTH = 32;

/**
 * A random secret kept in `<dataDir>/<name>`, readable by its owner only; made the first time. Several processes at once get the same one, and
 * what was given out once outlives a power cut.
 *
 * @throws StartError where it cannot be read, kept, or is cut off
 */
export function dataDirSecret(dataDir: string, name: string): string {
  const kept = keptSecret(dataDir, name);
  if (kept !== null) return kept;

  const file = path.join(dataDir, name);
  const fresh = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    writeFileSync(fresh, randomBytes(32).toString("base64url"), { mode: 0o600, flush: true });
    linkSync(fresh, file); // unlike a rename, this fails where another process was first
    syncFolder(dataDir);
  } catch (cause) {
    const code = codeOf(cause);
    if (code !== "EEXIST") throw new StartError(`${file} cannot be made (${code}), and it is where ${name} would be kept.`, { cause });
  } finally {
    rmSync(fresh, { force: true });
  }
  return dataDirSecret(dataDir, name);
}

/** The secret that is kept there; null where there is none yet. @throws StartError where it cannot be read, or is cut off */
export function keptSecret(dataDir: string, name: string): string | null {
  const file = path.join(dataDir, name);
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT") return null;
    throw new StartError(`${file} cannot be read (${code}).`, { cause });
  }
  if (text.length < MIN_LENGTH) throw new StartError(`${file} is cut off: it must have at least ${MIN_LENGTH} characters. Bring it back.`);
  return text;
}

/** Makes what was linked or renamed in a folder outlive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown reason";
}
