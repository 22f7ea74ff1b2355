import { actorInWords } from "@/lib/access/actor-in-words";
import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import type { HoldJson } from "@/lib/bots/schemas";
import { storable } from "@/lib/bots/storable";
import { changeHold } from "./change-hold";
import { ReasonInput } from "./act-schemas";

/**
 * Ends a hold before its time. The release stays in quarantine: that is lifted by itself.
 *
 * @throws AppError `forbidden`, `bad-input`, `not-found`, `hold-ended`
 */
export async function liftHold({ ctx, input }: { ctx: Ctx; input: ReasonInput & { id: string } }): Promise<HoldJson> {
  requirePermission(ctx, "rollback");
  const { reason } = storable(ReasonInput.parse({ reason: input.reason }));
  return changeHold(ctx, input.id, ({ owner, version }) => ({
    action: "hold.lift",
    data: { endedAt: ctx.clock.now(), endedBy: ctx.actor, endedBecause: "lifted", endReason: reason },
    before: { owner },
    reason,
    remark: `${actorInWords(ctx.actor)} lifted the hold of ${version}: “${reason}”.`,
  }));
}
