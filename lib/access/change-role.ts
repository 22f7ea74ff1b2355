import { changeUser } from "./change-user";
import type { Ctx } from "./ctx";
import { notOneself } from "./not-oneself";
import { RoleInput, type UserJson, type WhichUser } from "./schemas";

/**
 * Gives a user another role and ends their sessions. The role they have already changes nothing.
 *
 * @throws AppError `forbidden`, `not-found`, `conflict` for oneself and the last admin
 */
export function changeRole({ ctx, input }: { ctx: Ctx; input: WhichUser & RoleInput }): Promise<UserJson> {
  const { role: asked, ...which } = input;
  return changeUser(ctx, which, (user) => {
    const { role } = RoleInput.parse({ role: asked });
    if (role === user.role) return null;
    notOneself(ctx, user, "change the role of");
    return { data: { role }, act: { action: "user.change-role", before: { role: user.role }, after: { role } } };
  });
}
