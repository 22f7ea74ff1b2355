import type { PlatformCtx } from "../ctx";
import { makeContentKey, type WrappedKey } from "./content-key";
import type { SecretKey } from "./secret-key";

/** Any constant: held by whoever adds, wraps or throws away content keys, and by whoever moves the file with the secret key. */
const KEYS_LOCK = 7_225_342;

/** Until the transaction ends nobody else changes content keys. What is read from here on is what the others left. */
export async function lockContentKeys(tx: PlatformCtx): Promise<void> {
  if ("$connect" in tx.db) throw new Error("lockContentKeys needs a transaction: the lock ends with it");
  await tx.db.$executeRaw`select pg_advisory_xact_lock(${KEYS_LOCK}::int)`;
}

/** The key for contents from now on; null where nothing was ever sealed. */
export function newestContentKey({ db }: PlatformCtx): Promise<(WrappedKey & { createdAt: Date }) | null> {
  return db.contentKey.findFirst({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

/** Adds a key that is newer than every other, whatever the clocks say. Under `lockContentKeys`. */
export async function addContentKey(tx: PlatformCtx, secretKey: SecretKey): Promise<WrappedKey> {
  const newest = await newestContentKey(tx);
  const now = tx.clock.now().getTime();
  const createdAt = new Date(newest ? Math.max(now, newest.createdAt.getTime() + 1) : now);
  return tx.db.contentKey.create({ data: { ...makeContentKey(secretKey), createdAt } });
}
