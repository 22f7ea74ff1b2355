import type { Ctx } from "@/lib/access/ctx";
import { requirePermission } from "@/lib/access/require-permission";
import { insightBots } from "./insight-bots";
import { insightsJson } from "./insights-json";
import { periodOf } from "./period-of";
import { readDeploys } from "./read-deploys";
import { readRuns } from "./read-runs";
import { InsightsInput, type InsightsJson } from "./schemas";

/**
 * How often bots were rolled back in a period, how long that took and how many deploys failed; of all bots, or of an environment, a team or one bot.
 *
 * @throws AppError `forbidden`, `bad-input`
 */
export async function readInsights({ ctx, input }: { ctx: Ctx; input: InsightsInput }): Promise<InsightsJson> {
  requirePermission(ctx, "read-insights");
  const filter = InsightsInput.parse(input);
  const period = periodOf(filter, ctx.clock.now());
  const [bots, deploys, environments, teams] = await Promise.all([
    insightBots(ctx, filter),
    readDeploys(ctx, filter, period),
    ctx.db.environment.findMany({ orderBy: { name: "asc" }, select: { name: true, title: true } }),
    ctx.db.bot.groupBy({ by: ["team"], where: { team: { not: null } }, orderBy: { team: "asc" } }),
  ]);
  const runs = await readRuns(ctx, filter, period, bots.refs);
  return insightsJson({ filter, period, runs, deploys, bots, environments, teamNames: teams.flatMap(({ team }) => team ?? []) });
}
