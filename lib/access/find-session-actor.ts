import type { PlatformCtx } from "@/lib/platform/ctx";
import type { SessionClaims } from "./session";
import type { Actor, Role } from "./types";

/** Who a session belongs to, with name and role as they are now; null when it was ended, or its user is disabled or gone. */
export async function findSessionActor({
  ctx,
  input,
}: {
  ctx: PlatformCtx;
  input: SessionClaims;
}): Promise<Extract<Actor, { kind: "user" }> | null> {
  const user = await ctx.db.user.findUnique({
    where: { id: input.userId, sessionVersion: input.sessionVersion, disabledAt: null },
    select: { id: true, name: true, role: true },
  });
  return user && { kind: "user", ...user, role: user.role as Role };
}
