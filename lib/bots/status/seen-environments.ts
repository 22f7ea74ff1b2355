import type { PlatformCtx } from "@/lib/platform/ctx";
import { isAlive, workerSeenAt } from "../read-watchfulness";
import type { StatusJson } from "./schemas";

/** Whether what is said of each environment's bots is of now, and when it was looked at last. */
export async function seenEnvironments(ctx: PlatformCtx): Promise<StatusJson["environments"]> {
  const [seenAt, environments] = await Promise.all([workerSeenAt(ctx), ctx.db.environment.findMany({ orderBy: { name: "asc" } })]);
  const alive = isAlive(seenAt, ctx.clock.now());
  return environments.map(({ name, title, problem, heardAt }) => ({
    name,
    title,
    seen: alive && problem === null,
    checkedAt: heardAt?.toISOString() ?? null,
  }));
}
