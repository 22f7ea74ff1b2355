import type { PlatformCtx } from "@/lib/platform/ctx";
import type { JsonObject } from "@/lib/platform/json";
import type { Guard } from "./schemas";

/** A plan with all that confirming it needs, and the rollback that already answers it: of this plan, or an active one of this bot. */
export type ConfirmablePlan = {
  id: string;
  botId: string;
  fromReleaseId: string;
  toReleaseId: string;
  liveUid: string;
  liveTemplate: string;
  target: string;
  guards: Guard[];
  expiresAt: Date;
  title: string;
  namespace: string;
  kind: string;
  name: string;
  environmentName: string;
  environmentTitle: string;
  context: string | null;
  stamps: string[];
  fromVersion: string;
  toVersion: string;
  running: { id: string; planId: string; toReleaseId: string } | null;
};

/** One statement: it stands between a click and the cluster. */
export async function findPlan(ctx: PlatformCtx, id: string): Promise<ConfirmablePlan | null> {
  const [plan] = await ctx.db.$queryRaw<ConfirmablePlan[]>`
    select p.id, p."botId", p."fromReleaseId", p."toReleaseId", p."liveUid", p."liveTemplate", p.guards, p."expiresAt",
           target.template as target, target.version as "toVersion", former.version as "fromVersion",
           b.title, b.namespace, b.kind, b.name, e.name as "environmentName", e.title as "environmentTitle", e.context, e.stamps,
           (select jsonb_build_object('id', r.id, 'planId', r."planId", 'toReleaseId', r."toReleaseId") from "Rollback" r
            where r."planId" = p.id or (r."botId" = p."botId" and r.phase in ('applying', 'following', 'verifying'))
            order by r."startedAt" desc limit 1) as running
    from "RollbackPlan" p
    join "Bot" b on b.id = p."botId"
    join "Environment" e on e.name = b."environmentName"
    join "Release" target on target.id = p."toReleaseId"
    join "Release" former on former.id = p."fromReleaseId"
    where p.id = ${id}`;
  return plan ?? null;
}

export function parseTemplate(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}
