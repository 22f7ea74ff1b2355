import { inTransaction } from "@/lib/platform/in-transaction";
import { addUser } from "./add-user";
import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import { lockFirstAdmin, renewSetupLink } from "./setup-link";

export type Bootstrap = { kind: "has-users" } | { kind: "admin-added"; email: string } | { kind: "set-up-link"; path: string };

/**
 * Makes sure that somebody can get in. With no user yet: the given admin is added, or a one-time set-up link is made, which ends earlier ones.
 * There is no default password, and being the first to visit is worth nothing.
 */
export async function bootstrapAdmin({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { admin: { email: string; password: string } | null };
}): Promise<Bootstrap> {
  requirePermission(ctx, "manage-users");

  return inTransaction(ctx, async (tx) => {
    await lockFirstAdmin(tx);
    if ((await tx.db.user.count()) > 0) return { kind: "has-users" };
    if (input.admin) {
      const { email, password } = input.admin;
      const { user } = await addUser({ ctx: tx, input: { email, name: email.split("@")[0] ?? email, role: "admin", password } });
      return { kind: "admin-added", email: user.email };
    }
    return { kind: "set-up-link", path: `/setup/${await renewSetupLink(tx)}` };
  });
}
