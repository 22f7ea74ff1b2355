import { systemClock } from "@/lib/platform/clock";
import { openDatabase } from "@/lib/platform/db";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";
import { dataDirSecretKey } from "@/lib/platform/vault/data-dir-secret-key";
import { refuseWrongSecretKey } from "@/lib/platform/vault/refuse-wrong-secret-key";

type Options = { databaseUrl: string; env: { LASTGOOD_SECRET_KEY?: string | undefined; LASTGOOD_DATA_DIR: string }; log: Logger };

/** LASTGOOD_SECRET_KEY, else the one that the data dir keeps. @throws StartError where what is stored was sealed with another */
export async function secretKeyFor({ databaseUrl, env, log }: Options): Promise<string> {
  const db = openDatabase(databaseUrl, { max: 2 });
  try {
    const ctx = { db, clock: systemClock, log, requestId: newId("req") };
    const secretKey = env.LASTGOOD_SECRET_KEY ?? (await dataDirSecretKey(ctx, env.LASTGOOD_DATA_DIR));
    await refuseWrongSecretKey(ctx, secretKey);
    return secretKey;
  } finally {
    await db.$disconnect();
  }
}
