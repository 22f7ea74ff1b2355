import { AppError } from "../app-error";
import type { PlatformCtx } from "../ctx";
import { unwrap } from "./content-key";
import { secretKeyFrom } from "./secret-key";

/** Why this secret key does not open what is stored; null where it does, or nothing is stored yet. */
export async function troubleWithSecretKey(ctx: PlatformCtx, secretKey: string): Promise<AppError | null> {
  const key = secretKeyFrom(secretKey);
  for (const row of await ctx.db.contentKey.findMany({ orderBy: { createdAt: "desc" } })) {
    try {
      unwrap(row, key);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }
  return null;
}
