import type { PlatformCtx } from "@/lib/platform/ctx";
import { StartError } from "@/lib/platform/start-error";
import { keptSecretKey } from "@/lib/platform/vault/data-dir-secret-key";
import { troubleWithSecretKey } from "@/lib/platform/vault/trouble-with-secret-key";
import { fails, works, type Finding } from "./finding";

type Env = { LASTGOOD_SECRET_KEY?: string | undefined; LASTGOOD_DATA_DIR: string };

/** Whether the secret key that is given, or kept, opens what is stored. Makes none. */
export async function examineSecretKey(ctx: PlatformCtx, env: Env): Promise<Finding> {
  const sealed = (await ctx.db.contentKey.count()) > 0;
  try {
    const secretKey = env.LASTGOOD_SECRET_KEY ?? (await keptSecretKey(ctx, env.LASTGOOD_DATA_DIR));
    if (!sealed) return works("secret key", "nothing is stored yet that needs one.");
    if (secretKey === null) return fails("secret key", `LASTGOOD_SECRET_KEY is not set, and ${env.LASTGOOD_DATA_DIR} keeps none.`);
    const trouble = await troubleWithSecretKey(ctx, secretKey);
    return trouble ? fails("secret key", trouble.publicMessage) : works("secret key", "opens what is stored.");
  } catch (error) {
    if (error instanceof StartError) return fails("secret key", error.problems.join(" "));
    throw error;
  }
}
