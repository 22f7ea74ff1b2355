import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { syncFolder } from "../data-dir-secret";
import { deriveKey, NONCE_BYTES, seal, unseal } from "./cipher";
import { secretKeyFrom } from "./secret-key";

/** Files that only LASTGOOD_SECRET_KEY opens, for what has to be there when the database is not. */
export type SealedFolder = {
  /** Replaces the file as a whole. Returns its size in bytes. @throws where the folder cannot be written to */
  write(name: string, value: unknown): number;
  /** null where there is none, or where this secret key does not open it. */
  read(name: string): unknown;
  names(): string[];
  remove(name: string): void;
};

const ENDING = ".sealed";

/**
 * Each file is a line that names the secret key (its mark, nothing that tells of it), then nonce and AES-256-GCM of JSON under a key that is derived from the
 * secret key for this alone. A file opens under its own name only. `durable`: what
 * was written outlives a power cut.
 */
export function openSealedFolder({ dir, secretKey, durable }: { dir: string; secretKey: string; durable: boolean }): SealedFolder {
  const key = deriveKey(secretKey, "seal spool");
  const head = Buffer.from(`lastgood-spool-1 ${secretKeyFrom(secretKey).mark}\n`);
  const fileOf = (name: string) => path.join(dir, `${name}${ENDING}`);
  return {
    write(name, value) {
      const { nonce, sealed } = seal(key, Buffer.from(JSON.stringify(value)), about(name));
      const bytes = Buffer.concat([head, nonce, sealed]);
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      const fresh = `${fileOf(name)}.${randomBytes(6).toString("hex")}`;
      try {
        writeFileSync(fresh, bytes, { mode: 0o600, flush: durable });
        renameSync(fresh, fileOf(name));
        if (durable) syncFolder(dir);
      } finally {
        rmSync(fresh, { force: true });
      }
      return bytes.length;
    },
    read(name) {
      const bytes = bytesOf(fileOf(name));
      if (bytes === null || !bytes.subarray(0, head.length).equals(head)) return null;
      const [nonce, sealed] = [bytes.subarray(head.length, head.length + NONCE_BYTES), bytes.subarray(head.length + NONCE_BYTES)];
      const plain = unseal(key, { nonce, sealed }, about(name));
      return plain && (JSON.parse(plain.toString()) as unknown);
    },
    names: () => filesIn(dir).flatMap((file) => (file.endsWith(ENDING) ? [file.slice(0, -ENDING.length)] : [])),
    remove: (name) => rmSync(fileOf(name), { force: true }),
  };
}

function about(name: string): string {
  return `lastgood spool ${name}`;
}

function bytesOf(file: string): Buffer | null {
  return unlessMissing(() => readFileSync(file), null);
}

function filesIn(dir: string): string[] {
  return unlessMissing(() => readdirSync(dir), []);
}

function unlessMissing<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return otherwise;
    throw error;
  }
}
