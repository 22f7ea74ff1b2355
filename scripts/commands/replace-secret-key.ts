import type { Ctx } from "@/lib/access/ctx";
import { recordAudit } from "@/lib/access/record-audit";
import type { CommandEnv } from "@/lib/platform/env";
import { inTransaction } from "@/lib/platform/in-transaction";
import { StartError } from "@/lib/platform/start-error";
import { lockContentKeys } from "@/lib/platform/vault/content-key-rows";
import { dataDirSecretKey, keptSecretKey, rotateDataDirSecretKey } from "@/lib/platform/vault/data-dir-secret-key";
import { rotateSecretKey, type Rotation } from "@/lib/platform/vault/rotate-secret-key";

type Env = Pick<CommandEnv, "LASTGOOD_DATA_DIR" | "LASTGOOD_SECRET_KEY" | "LASTGOOD_FORMER_SECRET_KEY">;

/** Rotates to LASTGOOD_SECRET_KEY; where neither it nor the former one is set, to a new one that the data dir keeps. @throws StartError, AppError */
export async function replaceSecretKey(ctx: Ctx, env: Env, options: { fresh: boolean }): Promise<Rotation> {
  const { LASTGOOD_DATA_DIR: dataDir, LASTGOOD_SECRET_KEY: next, LASTGOOD_FORMER_SECRET_KEY: former } = env;
  if (next === undefined && former === undefined) {
    if ((await keptSecretKey(ctx, dataDir)) === null) throw new StartError(BOTH);
    const rotation = await inTransaction(ctx, (tx) => onRecord(tx, () => rotateDataDirSecretKey(tx, dataDir, options)));
    await dataDirSecretKey(ctx, dataDir);
    return rotation;
  }
  if (next === undefined || former === undefined || next === former) throw new StartError(BOTH);
  return inTransaction(ctx, (tx) => onRecord(tx, () => rotateSecretKey(tx, { former, next, ...options })));
}

async function onRecord(tx: Ctx, act: () => Promise<Rotation>): Promise<Rotation> {
  await lockContentKeys(tx);
  const rotation = await act();
  const { from, to, wrapped, added } = rotation;
  if (wrapped > 0 || added !== null) {
    const [before, after] = [{ secretKey: from }, { secretKey: to, wrapped, added }];
    await recordAudit(tx, { action: "secret-key.rotate", subject: "the secret key", before, after });
  }
  return rotation;
}

const BOTH =
  "To replace a secret key of your own, set LASTGOOD_SECRET_KEY to the new one and LASTGOOD_FORMER_SECRET_KEY to the one it replaces; each may be a _FILE. Without either, the one that npm start keeps in LASTGOOD_DATA_DIR is replaced, if it is there. Nothing was changed.";
