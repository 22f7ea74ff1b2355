import { renameSync } from "node:fs";
import path from "node:path";
import type { PlatformCtx } from "../ctx";
import { dataDirSecret, keptSecret, syncFolder } from "../data-dir-secret";
import { inTransaction } from "../in-transaction";
import { lockContentKeys, newestContentKey } from "./content-key-rows";
import { rotateSecretKey, type Rotation } from "./rotate-secret-key";
import { secretKeyFrom } from "./secret-key";

const KEPT = "secret-key";
/** Written before the database is told, takes the other's place after: at every moment one of the two files opens what is stored. */
const NEXT = "secret-key.next";

/** The secret key that is kept in the data dir, made the first time. Where a rotation was cut short, the one that the database went with. */
export async function dataDirSecretKey(ctx: PlatformCtx, dataDir: string): Promise<string> {
  if (keptSecret(dataDir, NEXT) !== null) await inTransaction(ctx, (tx) => settle(tx, dataDir));
  return dataDirSecret(dataDir, KEPT);
}

/** The same where one is kept; null where none was made yet. */
export async function keptSecretKey(ctx: PlatformCtx, dataDir: string): Promise<string | null> {
  return keptSecret(dataDir, KEPT) === null ? null : dataDirSecretKey(ctx, dataDir);
}

/** Rotates to a secret key that is made now, in the caller's transaction. `dataDirSecretKey` must be called when it has committed. */
export async function rotateDataDirSecretKey(tx: PlatformCtx, dataDir: string, options: { fresh?: boolean } = {}): Promise<Rotation> {
  await settle(tx, dataDir);
  const [former, next] = [dataDirSecret(dataDir, KEPT), dataDirSecret(dataDir, NEXT)];
  return rotateSecretKey(tx, { former, next, ...options });
}

// The lock is held while files move, so that no other rotation puts a third key where the second is looked at.
async function settle(tx: PlatformCtx, dataDir: string): Promise<void> {
  await lockContentKeys(tx);
  const next = keptSecret(dataDir, NEXT);
  if (next === null) return;
  const newest = await newestContentKey(tx);
  if (newest?.wrappedBy !== secretKeyFrom(next).mark) return;
  renameSync(path.join(dataDir, NEXT), path.join(dataDir, KEPT));
  syncFolder(dataDir);
}
