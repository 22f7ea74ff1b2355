import { AppError } from "@/lib/platform/app-error";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { addUser } from "./add-user";
import { SetupInput, type UserJson } from "./schemas";
import { lockFirstAdmin, consumeSetupLink } from "./setup-link";

/**
 * Makes the first admin, for whoever holds the one-time link from the log. Two submits at once make one admin.
 *
 * @throws AppError `not-found` when the link does not work (any more), `conflict` when there is a user already
 */
export async function completeSetup({ ctx, input }: { ctx: PlatformCtx; input: SetupInput }): Promise<UserJson> {
  const { secret, ...person } = SetupInput.parse(input);

  return inTransaction(ctx, async (tx) => {
    await lockFirstAdmin(tx);
    if ((await tx.db.user.count()) > 0)
      throw new AppError("conflict", "Lastgood is set up already. Sign in, or ask an admin for an account.");
    if (!(await consumeSetupLink(tx, secret))) {
      throw new AppError(
        "not-found",
        "This set-up link does not work any more. Restart Lastgood: its log shows a fresh one, good for 24 hours.",
      );
    }
    // The link is the permission, and there is nobody yet in whose name to act.
    const { user } = await addUser({ ctx: { ...tx, actor: { kind: "system", job: "set-up link" } }, input: { ...person, role: "admin" } });
    return user;
  });
}
