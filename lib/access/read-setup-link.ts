import type { PlatformCtx } from "@/lib/platform/ctx";
import { hashSecret } from "./token-secret";

/** Whether a set-up link would work now, so that its page can say so before anybody types. */
export async function readSetupLink({ ctx, input }: { ctx: PlatformCtx; input: { secret: string } }): Promise<{ works: boolean }> {
  const works = await ctx.db.setupLink.count({
    where: { hash: hashSecret(input.secret), usedAt: null, expiresAt: { gt: ctx.clock.now() } },
  });
  return { works: works > 0 && (await ctx.db.user.count()) === 0 };
}
