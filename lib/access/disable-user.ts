import { AppError } from "@/lib/platform/app-error";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Ctx } from "./ctx";
import { recordAudit } from "./record-audit";
import { requirePermission } from "./require-permission";
import { Email } from "./schemas";

/**
 * Ends all sessions of a user and lets no new one begin. What they did stays on the record under their name.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export async function disableUser({ ctx, input }: { ctx: Ctx; input: { email: string } }): Promise<void> {
  requirePermission(ctx, "manage-users");
  const email = Email.parse(input.email);

  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.user.updateMany({
      where: { email, disabledAt: null },
      data: { disabledAt: tx.clock.now(), sessionVersion: { increment: 1 } },
    });
    if (count === 0)
      throw new AppError("not-found", `There is no user with the e-mail address ${email} who could be disabled. Nothing was changed.`);
    await recordAudit(tx, { action: "user.disable", subject: `user ${email}` });
  });
}
