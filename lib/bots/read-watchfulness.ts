import { requirePermission } from "@/lib/access/require-permission";
import type { Ctx } from "@/lib/access/ctx";
import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Watchfulness } from "./schemas";

/** A worker that has not said so for this long counts as absent. It says so every 3 s. */
export const WORKER_ABSENT_AFTER_MS = 15_000;

/** How much a page may trust what it shows: whether a worker is there and hears the clusters. */
export async function readWatchfulness({ ctx }: { ctx: Ctx }): Promise<Watchfulness> {
  requirePermission(ctx, "read");
  const [seenAt, environments] = await Promise.all([workerSeenAt(ctx), ctx.db.environment.findMany({ orderBy: { name: "asc" } })]);
  return {
    workerAlive: isAlive(seenAt, ctx.clock.now()),
    workerSeenAt: seenAt?.toISOString() ?? null,
    environments: environments.map(({ name, title, namespaces, heardAt, problem }) => ({
      name,
      title,
      namespaces,
      heardAt: heardAt?.toISOString() ?? null,
      problem,
    })),
  };
}

export async function workerSeenAt(ctx: PlatformCtx): Promise<Date | null> {
  const last = await ctx.db.worker.aggregate({ _max: { beatAt: true } });
  return last._max.beatAt;
}

export function isAlive(seenAt: Date | null, now: Date): boolean {
  return seenAt !== null && now.getTime() - seenAt.getTime() < WORKER_ABSENT_AFTER_MS;
}
