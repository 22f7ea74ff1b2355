import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import type { HoldJson } from "@/lib/bots/schemas";
import { changeHold } from "./change-hold";
import { ExtendHoldInput } from "./act-schemas";

const HOUR_MS = 3_600_000;

/**
 * Lets a hold end so many hours from now, sooner or later than it would have; it is reminded of again before that.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `hold-ended`
 */
export async function extendHold({ ctx, input }: { ctx: Ctx; input: ExtendHoldInput & { id: string } }): Promise<HoldJson> {
  requirePermission(ctx, "rollback");
  const { hours } = ExtendHoldInput.parse({ hours: input.hours });
  const expiresAt = new Date(ctx.clock.now().getTime() + hours * HOUR_MS);
  return changeHold(ctx, input.id, (hold) => ({
    action: "hold.extend",
    data: { expiresAt, remindedAt: null },
    before: { expiresAt: hold.expiresAt },
    after: { expiresAt: expiresAt.toISOString() },
    remark: `${actorInWords(ctx.actor)} lets the hold of ${hold.version} stand ${hours} h from now.`,
  }));
}
