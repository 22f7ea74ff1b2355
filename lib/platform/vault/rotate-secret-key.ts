import { AppError } from "../app-error";
import type { PlatformCtx } from "../ctx";
import { wrapAnew, type WrappedKey } from "./content-key";
import { addContentKey } from "./content-key-rows";
import { secretKeyFrom, type SecretKey } from "./secret-key";

export type Rotation = {
  /** How many content keys the next secret key wraps that it did not wrap before. */
  wrapped: number;
  /** The content key that was added; null where there was one already and none was asked for. */
  added: string | null;
  /** Marks of the secret keys. */
  from: string;
  to: string;
};

/**
 * Wraps every content key with the next secret key; contents and digests are untouched. All or nothing with the caller's transaction, which holds
 * `lockContentKeys`. To repeat it does nothing.
 *
 * @throws AppError `secret-key-wrong` where neither key opens one; `content-damaged`
 */
export async function rotateSecretKey(tx: PlatformCtx, input: { former: string; next: string; fresh?: boolean }): Promise<Rotation> {
  const [former, next] = [secretKeyFrom(input.former), secretKeyFrom(input.next)];
  const rows = await tx.db.contentKey.findMany();
  const stale = rows.filter(({ wrappedBy }) => wrappedBy !== next.mark);
  for (const row of stale) {
    const { id, ...data } = wrapped(row, former, next);
    await tx.db.contentKey.update({ where: { id }, data });
  }
  // There is one from here on, so no process that still has the former secret key makes one that the next cannot open.
  const added = rows.length === 0 || input.fresh ? await addContentKey(tx, next) : null;
  return { wrapped: stale.length, added: added?.id ?? null, from: former.mark, to: next.mark };
}

function wrapped(row: WrappedKey, former: SecretKey, next: SecretKey): WrappedKey {
  try {
    return wrapAnew(row, former, next);
  } catch (error) {
    if (error instanceof AppError && error.code === "secret-key-wrong") throw new AppError("secret-key-wrong", WRONG, { cause: error });
    throw error;
  }
}

const WRONG =
  "The former secret key does not open what is stored, so nothing can be wrapped with the new one. Nothing was changed. Name the key that Lastgood ran with until now.";
