import { AppError } from "@/lib/platform/app-error";
import { changeUser } from "./change-user";
import type { Ctx } from "./ctx";
import { notOneself } from "./not-oneself";
import type { UserJson, WhichUser } from "./schemas";

/**
 * Ends all sessions of a user and lets no new one begin. What they did stays on the record under their name.
 *
 * @throws AppError `forbidden`, `not-found`, `conflict` for oneself, the last admin, and who is disabled already
 */
export function disableUser({ ctx, input }: { ctx: Ctx; input: WhichUser }): Promise<UserJson> {
  return changeUser(ctx, input, (user, now) => {
    if (user.disabledAt !== null) throw new AppError("conflict", `${user.name} is disabled already. Nothing was changed.`);
    notOneself(ctx, user, "disable");
    return { data: { disabledAt: now }, act: { action: "user.disable", before: { role: user.role } } };
  });
}
