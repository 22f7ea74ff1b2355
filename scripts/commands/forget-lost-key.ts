import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import type { CommandEnv } from "@/lib/platform/env";
import { inTransaction } from "@/lib/platform/in-transaction";
import { StartError } from "@/lib/platform/start-error";
import { lockContentKeys } from "@/lib/platform/vault/content-key-rows";
import { keptSecretKey } from "@/lib/platform/vault/data-dir-secret-key";
import { forgetContents } from "@/lib/platform/vault/forget-contents";

type Env = Pick<CommandEnv, "LASTGOOD_DATA_DIR" | "LASTGOOD_SECRET_KEY">;

/** Throws away what a lost secret key sealed and begins anew under the one there is. @throws AppError `conflict` where it is not lost */
export async function forgetLostKey(ctx: Ctx, env: Env): Promise<{ contents: number }> {
  const secretKey = env.LASTGOOD_SECRET_KEY ?? (await keptSecretKey(ctx, env.LASTGOOD_DATA_DIR));
  if (secretKey === null) throw new StartError(NO_KEY);
  return inTransaction(ctx, async (tx) => {
    await lockContentKeys(tx);
    const before = await forgetContents(tx, secretKey);
    await tx.db.release.updateMany({ data: { template: "" } }); // what runs is kept again at its next sight
    await recordAudit(tx, { action: "secret-key.forget", subject: "what the lost secret key sealed", before });
    return before;
  });
}

const NO_KEY =
  "There is no secret key to begin anew with: LASTGOOD_SECRET_KEY is not set, and npm start has kept none in LASTGOOD_DATA_DIR. Nothing was thrown away.";
