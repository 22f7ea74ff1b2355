import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { may, requirePermission } from "@/lib/access/require-permission";
import type { Actor, Role } from "@/lib/access/types";
import type { HoldJson } from "@/lib/bots/schemas";
import { AppError } from "@/lib/platform/app-error";
import { changeHold } from "./change-hold";
import { HandOverInput } from "./act-schemas";

/**
 * Makes somebody else the owner of a hold: whoever goes home need not take it along. It goes to a person who may roll back.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `hold-ended`
 */
export async function handOverHold({ ctx, input }: { ctx: Ctx; input: HandOverInput & { id: string } }): Promise<HoldJson> {
  requirePermission(ctx, "rollback");
  const { email } = HandOverInput.parse({ email: input.email });
  const owner = await personOf(ctx, email);
  return changeHold(ctx, input.id, (hold) => ({
    action: "hold.hand-over",
    data: { owner },
    before: { owner: hold.owner },
    after: { owner: actorInWords(owner) },
    remark: `${actorInWords(ctx.actor)} handed the hold of ${hold.version} over to ${actorInWords(owner)}.`,
  }));
}

/** Whoever cannot take it is not told apart from whoever is not there: an operator may not look people up. */
async function personOf(ctx: Ctx, email: string): Promise<Actor> {
  const user = await ctx.db.user.findUnique({ where: { email } });
  const owner: Actor | null = user && { kind: "user", id: user.id, name: user.name, role: user.role as Role };
  if (owner && user?.disabledAt === null && may(owner, "rollback")) return owner;
  throw new AppError("bad-input", `Nobody with the address ${email} may roll back here. The hold stays as it was.`);
}
