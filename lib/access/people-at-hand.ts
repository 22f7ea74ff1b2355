import type { PlatformCtx } from "@/lib/platform/ctx";
import { may } from "./require-permission";
import type { SessionClaims } from "./session";
import { hashSecret } from "./token-secret";
import type { Actor, Role, TokenScope } from "./types";

/** Who may do what, as it was last read: for when the database cannot be asked. Holds no password and no token. */
export type PeopleAtHand = {
  users: { id: string; name: string; role: Role; sessionVersion: number }[];
  tokens: { id: string; name: string; scope: TokenScope; hash: string; expiresAt: string | null }[];
};

/** Everybody who may sign in, and the tokens that may roll back. */
export async function readPeople({ ctx }: { ctx: PlatformCtx }): Promise<PeopleAtHand> {
  const [users, tokens] = await Promise.all([
    ctx.db.user.findMany({ where: { disabledAt: null }, select: { id: true, name: true, role: true, sessionVersion: true } }),
    ctx.db.apiToken.findMany({
      where: { revokedAt: null },
      select: { id: true, name: true, scope: true, hash: true, expiresAt: true },
    }),
  ]);
  return {
    users: users.map(({ role, ...user }) => ({ ...user, role: role as Role })),
    tokens: tokens
      .map(({ scope, expiresAt, ...token }) => ({ ...token, scope: scope as TokenScope, expiresAt: expiresAt?.toISOString() ?? null }))
      .filter((token) => may({ kind: "token", ...token }, "rollback")),
  };
}

/** Whom a session that is not over belongs to; null when it was ended, or its user disabled, before the people were read. */
export function sessionActorAtHand({ users }: PeopleAtHand, claims: SessionClaims): Actor | null {
  const user = users.find(({ id, sessionVersion }) => id === claims.userId && sessionVersion === claims.sessionVersion);
  return user ? { kind: "user", id: user.id, name: user.name, role: user.role } : null;
}

export function tokenActorAtHand({ tokens }: PeopleAtHand, secret: string, now: Date): Actor | null {
  const hash = hashSecret(secret);
  const token = tokens.find((known) => known.hash === hash && (known.expiresAt === null || new Date(known.expiresAt) > now));
  return token ? { kind: "token", id: token.id, name: token.name, scope: token.scope } : null;
}
