import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A random secret kept in `<dataDir>/<name>`, readable by its owner only; made the first time. Several processes at once get the same one. */
export function dataDirSecret(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  const kept = read(file);
  if (kept) return kept;

  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, randomBytes(32).toString("base64url"), { mode: 0o600 });
    linkSync(fresh, file); // unlike a rename, this fails where another process was first
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
