import { changeUser } from "./change-user";
import type { Ctx } from "./ctx";
import type { UserJson, WhichUser } from "./schemas";

/**
 * Lets a disabled user sign in again, with the password and the role they had. Who is not disabled stays as they are.
 *
 * @throws AppError `forbidden`, `not-found`
 */
export function enableUser({ ctx, input }: { ctx: Ctx; input: WhichUser }): Promise<UserJson> {
  return changeUser(ctx, input, ({ role, disabledAt }) =>
    disabledAt === null ? null : { data: { disabledAt: null }, act: { action: "user.enable", before: { disabledAt }, after: { role } } },
  );
}
