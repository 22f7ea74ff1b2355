import { AppError } from "@/lib/platform/app-error";
import { newId } from "@/lib/platform/ids";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { generatePassword } from "./generate-password";
import { hashPassword } from "./hash-password";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import { AddUserInput, type UserJson } from "./schemas";
import { toUserJson } from "./to-user-json";

/**
 * Adds a person who signs in with a password. `generatedPassword` is given back once, where none was chosen.
 *
 * @throws AppError `forbidden`, `conflict` when the e-mail address is taken
 */
export async function addUser({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AddUserInput;
}): Promise<{ user: UserJson; generatedPassword: string | null }> {
  requirePermission(ctx, "manage-users");
  const { email, name, role, password } = AddUserInput.parse(input);
  const generatedPassword = password === undefined ? generatePassword() : null;
  const passwordHash = await hashPassword(password ?? generatedPassword!);

  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.user.createMany({
      data: [{ id: newId("usr"), email, name, role, passwordHash, createdAt: tx.clock.now() }],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", `There is already a user with the e-mail address ${email}. Nothing was changed.`);

    const user = toUserJson(await tx.db.user.findUniqueOrThrow({ where: { email } }));
    await recordAudit(tx, { action: "user.add", subject: `user ${email}`, after: { name, role } });
    return { user, generatedPassword };
  });
}
