import { changeUser } from "./change-user";
import type { Ctx } from "./ctx";
import { generatePassword } from "./generate-password";
import { hashPassword } from "./hash-password";
import { requirePermission } from "./require-permission";
import { Password, type WhichUser } from "./schemas";

/**
 * Gives a user a new password and ends all their sessions. `generatedPassword` is given back once, where none was chosen.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export async function resetPassword({
  ctx,
  input: { password, ...which },
}: {
  ctx: Ctx;
  input: WhichUser & { password?: string };
}): Promise<{ generatedPassword: string | null }> {
  requirePermission(ctx, "manage-users");
  const generatedPassword = password === undefined ? generatePassword() : null;
  const passwordHash = await hashPassword(generatedPassword ?? Password.parse(password));

  await changeUser(ctx, which, () => ({ data: { passwordHash }, act: { action: "user.reset-password" } }));
  return { generatedPassword };
}
