import type { Prisma } from "@/lib/platform/db";
import { releaseJson } from "./release-json";
import type { BroughtBy, RolloutJson } from "./schemas";
import type { ReleaseRecord } from "./types";

/** What has to be read of a rollout to show it. */
export const ROLLOUT_SHOWN = {
  events: { where: { kind: "restart" }, orderBy: { at: "asc" }, take: 20, select: { at: true } },
} satisfies Prisma.RolloutInclude;

type Rollout = Prisma.RolloutGetPayload<{ include: typeof ROLLOUT_SHOWN }>;

export function rolloutJson(rollout: Rollout, record: ReleaseRecord): RolloutJson {
  return {
    id: rollout.id,
    release: releaseJson(record),
    since: rollout.since.toISOString(),
    until: rollout.until?.toISOString() ?? null,
    broughtBy: rollout.broughtBy as BroughtBy,
    origin: rollout.origin as RolloutJson["origin"],
    revision: rollout.revision,
    verdict: rollout.verdict as RolloutJson["verdict"],
    rollbackId: rollout.rollbackId,
    change: rollout.change as RolloutJson["change"],
    configMaps: rollout.change === null || rollout.change === "code" ? [] : rollout.configMaps,
    restarts: rollout.events.map(({ at }) => at.toISOString()),
  };
}
