import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { generatePassword } from "./generate-password";
import { hashPassword } from "./hash-password";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import { ResetPasswordInput } from "./schemas";

/**
 * Gives a user a new password and ends all their sessions. `generatedPassword` is given back once, where none was chosen.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export async function resetPassword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResetPasswordInput;
}): Promise<{ generatedPassword: string | null }> {
  requirePermission(ctx, "manage-users");
  const { email, password } = ResetPasswordInput.parse(input);
  const generatedPassword = password === undefined ? generatePassword() : null;
  const passwordHash = await hashPassword(password ?? generatedPassword!);

  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.user.updateMany({ where: { email }, data: { passwordHash, sessionVersion: { increment: 1 } } });
    if (count === 0) throw new AppError("not-found", `There is no user with the e-mail address ${email}. Nothing was changed.`);
    await recordAudit(tx, { action: "user.reset-password", subject: `user ${email}` });
    return { generatedPassword };
  });
}
