import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import type { FleetCounts } from "./fleet-schemas";
import type { Verdict } from "./schemas";

/** How many bots are in their clusters, by how they are: what every page's title and icon say of the fleet. */
export async function countFleet({ ctx }: { ctx: Ctx }): Promise<FleetCounts> {
  requirePermission(ctx, "read");
  const rows = await ctx.db.bot.groupBy({ by: ["verdict"], where: { archivedAt: null }, _count: true });
  const count = (verdict: Verdict) => rows.find((row) => row.verdict === verdict)?._count ?? 0;
  return { healthy: count("healthy"), degraded: count("degraded"), failing: count("failing"), unknown: count("unknown") };
}
