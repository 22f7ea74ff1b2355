import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { passwordMatches } from "./hash-password";
import { recordAudit } from "./record-audit";
import { SignInInput } from "./schemas";
import { countAttempt, forgiveAttempts } from "./sign-in-limits";
import type { Role } from "./types";

export type SignedIn = { userId: string; email: string; name: string; role: Role; sessionVersion: number };

/**
 * Checks an e-mail address and a password. Success and failure are on the record; an unknown account takes as long and reads the same as a wrong password.
 * The one verb that needs no permission: nobody has one before it.
 *
 * @throws AppError `not-signed-in`, `rate-limited`
 */
export async function signIn({ ctx, input }: { ctx: PlatformCtx; input: SignInInput }): Promise<SignedIn> {
  const { password, ip, ...typed } = SignInInput.parse(input);
  const email = typed.email.trim().toLowerCase();
  await countAttempt({ email, ip });

  const user = await ctx.db.user.findUnique({ where: { email } });
  const matches = await passwordMatches(user?.passwordHash ?? null, password);

  if (!user || !matches || user.disabledAt) {
    const because = !user ? "unknown account" : !matches ? "wrong password" : "disabled";
    // What was typed for an unknown account is not kept: now and then it is somebody's password.
    const subject = user ? `user ${user.email}` : "an unknown account";
    const actor = { kind: "system", job: "sign-in page" } as const;
    await inTransaction({ ...ctx, actor }, (tx) => recordAudit(tx, { action: "session.refuse", subject, after: { ip, because } }));
    throw new AppError("not-signed-in", "This e-mail address and password do not go together.");
  }

  const role = user.role as Role;
  const actor = { kind: "user", id: user.id, name: user.name, role } as const;
  await inTransaction({ ...ctx, actor }, async (tx) => {
    await tx.db.user.update({ where: { id: user.id }, data: { lastSignedInAt: tx.clock.now() } });
    await recordAudit(tx, { action: "session.begin", subject: `user ${user.email}`, after: { ip } });
  });
  await forgiveAttempts({ email, ip });
  return { userId: user.id, email: user.email, name: user.name, role, sessionVersion: user.sessionVersion };
}
