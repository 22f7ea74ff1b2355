import type { PlatformCtx } from "@/lib/platform/ctx";
import { hashSecret } from "./token-secret";
import type { Actor, TokenScope } from "./types";

const USE_IS_NOTED_EVERY_MS = 60_000;

/** Who acts with this secret; null when it is unknown, revoked or expired. Notes the use, at most once a minute. */
export async function findToken({
  ctx,
  input,
}: {
  ctx: PlatformCtx;
  input: { secret: string };
}): Promise<Extract<Actor, { kind: "token" }> | null> {
  const token = await ctx.db.apiToken.findUnique({ where: { hash: hashSecret(input.secret) } });
  const now = ctx.clock.now();
  if (!token || token.revokedAt || (token.expiresAt && token.expiresAt <= now)) return null;

  const notedBefore = new Date(now.getTime() - USE_IS_NOTED_EVERY_MS);
  if (!token.lastUsedAt || token.lastUsedAt <= notedBefore) {
    await ctx.db.apiToken.updateMany({
      where: { id: token.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: notedBefore } }] },
      data: { lastUsedAt: now },
    });
  }
  return { kind: "token", id: token.id, name: token.name, scope: token.scope as TokenScope };
}
