import type { Ctx } from "./ctx";
import { requirePermission } from "./require-permission";
import type { UserJson } from "./schemas";
import { toUserJson } from "./to-user-json";

/** Everybody, by e-mail address; disabled people too. */
export async function listUsers({ ctx }: { ctx: Ctx }): Promise<UserJson[]> {
  requirePermission(ctx, "manage-users");
  const users = await ctx.db.user.findMany({ orderBy: { email: "asc" } });
  return users.map(toUserJson);
}
