import { AppError } from "../app-error";
import type { PlatformCtx } from "../ctx";
import { addContentKey } from "./content-key-rows";
import { secretKeyFrom } from "./secret-key";
import { troubleWithSecretKey } from "./trouble-with-secret-key";

/**
 * Throws away what nobody can open any more, so that contents can be kept again under this secret key. In the caller's transaction, which holds
 * `lockContentKeys`.
 *
 * @throws AppError `conflict` where the secret key does open what is stored
 */
export async function forgetContents(tx: PlatformCtx, secretKey: string): Promise<{ contents: number }> {
  const trouble = await troubleWithSecretKey(tx, secretKey);
  if (trouble?.code !== "secret-key-wrong") throw new AppError("conflict", NOT_LOST);
  const { count } = await tx.db.content.deleteMany();
  await tx.db.contentKey.deleteMany();
  await addContentKey(tx, secretKeyFrom(secretKey));
  return { contents: count };
}

const NOT_LOST =
  "The secret key is not lost: the one that is given opens what is stored, or nothing is stored yet. Nothing was thrown away.";
