import type { Ctx } from "@/lib/access/ctx";
import type { Actor } from "@/lib/access/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Phase } from "./schemas";

export const ACTIVE_PHASES = ["applying", "following", "verifying"] as const satisfies readonly Phase[];

export function isActive(phase: string): boolean {
  return (ACTIVE_PHASES as readonly string[]).includes(phase);
}

/** A rollback with all that driving it needs, in the hands of the process that holds its lease. */
export type Run = {
  id: string;
  botId: string;
  phase: Phase;
  startedBy: Actor;
  startedAt: Date;
  acceptedAt: Date | null;
  deadlineAt: Date | null;
  generation: number | null;
  /** The lease under which this process drives it: its epoch, and its end by `performance.now()`. */
  lease: { epoch: number; end: number };
  bot: {
    title: string;
    namespace: string;
    kind: string;
    name: string;
    environment: { name: string; title: string; context: string | null; stamps: string[] };
  };
  from: { version: string };
  to: { version: string };
  /** The object and the raw template that the person saw, and the raw template to bring. */
  uid: string;
  seen: JsonObject;
  target: JsonObject;
};

export async function readRun(ctx: Ctx, id: string, lease: Run["lease"]): Promise<Run> {
  const rollback = await ctx.db.rollback.findUniqueOrThrow({ where: { id }, include: { bot: { include: { environment: true } } } });
  const [plan, from, to] = await Promise.all([
    ctx.db.rollbackPlan.findUniqueOrThrow({ where: { id: rollback.planId }, select: { liveUid: true, liveTemplate: true } }),
    ctx.db.release.findUniqueOrThrow({ where: { id: rollback.fromReleaseId }, select: { version: true } }),
    ctx.db.release.findUniqueOrThrow({ where: { id: rollback.toReleaseId }, select: { version: true, template: true } }),
  ]);
  const { id: _, leaseEpoch: __, phase, startedBy, ...rest } = rollback;
  return {
    ...rest,
    id,
    lease,
    phase: phase as Phase,
    startedBy: startedBy as Actor,
    from,
    to: { version: to.version },
    uid: plan.liveUid,
    seen: JSON.parse(plan.liveTemplate) as JsonObject,
    target: JSON.parse(to.template) as JsonObject,
  };
}
