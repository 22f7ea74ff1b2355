import type { PlatformCtx } from "@/lib/platform/ctx";
import { readOwners, type TemplateOwner } from "./template-owners";

/**
 * Who owned what two releases of a bot bring, while they were live by their own deploys. What was put together from code and config of different releases, or
 * never seen live, goes by another release of the same code; empty where there is none.
 */
export async function recordedOwners(
  ctx: PlatformCtx,
  { botId, targetId, fromId }: { botId: string; targetId: string; fromId: string },
): Promise<{ target: TemplateOwner[]; from: TemplateOwner[] }> {
  const rows = await ctx.db.$queryRaw<{ id: string; fieldOwners: unknown }[]>`
    select distinct on (r.id) r.id, same."fieldOwners"
    from "Release" r
      join "Release" same on same."botId" = r."botId" and same."codeHash" = r."codeHash" and same."fieldOwners" <> '[]'
    where r."botId" = ${botId} and r.id in (${targetId}, ${fromId})
    order by r.id, (same.id = r.id) desc, same."firstSeenAt" desc`;
  const of = (id: string) => readOwners(rows.find((row) => row.id === id)?.fieldOwners);
  return { target: of(targetId), from: of(fromId) };
}
