import type { Ctx } from "@/lib/access/ctx";
import type { Pod } from "@/lib/cluster/types";
import { changedMaps } from "./config-change";
import type { ReleaseConfig } from "./config/types";

/**
 * By uid of a pod, the maps that held what they hold now for as long as its containers started: what was different in between (a copy deleted under a bot, and made
 * again) it never read.
 */
export async function sameAtStart(
  tx: Ctx,
  { botId, config, pods }: { botId: string; config: ReleaseConfig | null; pods: readonly Pod[] },
): Promise<Map<string, Set<string>>> {
  const starts = pods.flatMap(({ startedAt }) => startedAt ?? []);
  const earliest = new Date(Math.min(...starts.map((start) => start.getTime())));
  if (config === null || starts.length === 0) return new Map();
  const rollouts = await tx.db.rollout.findMany({
    where: { botId, OR: [{ until: null }, { until: { gt: earliest } }] },
    select: { since: true, until: true, release: { select: { config: true } } },
  });
  return new Map(
    pods.map((pod) => {
      const [from, to] = startOf(pod);
      const then = rollouts.filter(({ since, until }) => since <= to && (until === null || until > from));
      const other = then.flatMap(({ release }) => {
        const former = release.config as ReleaseConfig | null;
        return former === null ? config.map(({ name }) => name) : changedMaps(former, config);
      });
      const same = config.map(({ name }) => name).filter((name) => then.length > 0 && !other.includes(name));
      return [pod.uid, new Set(same)];
    }),
  );
}

/** From its own start until its last container's; Kubernetes tells both in whole seconds. */
function startOf({ startedAt, containers, initContainers }: Pod): [Date, Date] {
  const own = startedAt?.getTime() ?? 0;
  const last = [...containers, ...initContainers].flatMap(({ runningSince }) => runningSince?.getTime() ?? []);
  return [new Date(own), new Date(Math.max(own, ...last) + 999)];
}
