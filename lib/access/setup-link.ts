import { randomBytes } from "node:crypto";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { hashSecret } from "./token-secret";

const LIFE_MS = 24 * 60 * 60 * 1000;

/** Any constant: whoever makes the first admin, or the link that does, waits for the others who do. Call it first in the transaction. */
export async function lockFirstAdmin(tx: PlatformCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(${7_225_342}::int)`;
}

/** Makes the one link that works from now on, and returns its secret. */
export async function renewSetupLink(tx: PlatformCtx): Promise<string> {
  const secret = randomBytes(24).toString("hex");
  const now = tx.clock.now();
  await tx.db.setupLink.updateMany({ where: { expiresAt: { gt: now } }, data: { expiresAt: now } });
  await tx.db.setupLink.create({ data: { hash: hashSecret(secret), createdAt: now, expiresAt: new Date(now.getTime() + LIFE_MS) } });
  return secret;
}

/** Uses the link up; false when it is unknown, used, replaced by a newer one, or expired. */
export async function consumeSetupLink(tx: PlatformCtx, secret: string): Promise<boolean> {
  const now = tx.clock.now();
  const { count } = await tx.db.setupLink.updateMany({
    where: { hash: hashSecret(secret), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
