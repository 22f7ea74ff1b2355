import type { ConfigMap } from "@/lib/cluster/types";
import { changedMaps, lastEdit, type Edit } from "./config-change";
import type { ReleaseConfig } from "./config/types";
import type { LiveRelease } from "./record-rollout";

type Former = { configSince: Date | null; configMaps: string[] };

/** `maps`: those that came to differ last, and `edit`: who wrote them last, and when. */
export type ConfigSight = { edit: Edit & { maps: ConfigMap[] }; maps: string[] } & (
  { inherited: true; since: Date | null } | { inherited: false }
);

/** The same config as before is as old as it was; another one is as old as the last edit of what differs. */
export function configSight(live: LiveRelease, last: Former | null, former: ReleaseConfig | null): ConfigSight {
  const { config } = live.release;
  const differing = former === null ? (config ?? []).map(({ name }) => name) : changedMaps(former, config);
  const inherited = last !== null && former !== null && differing.length === 0;
  const maps = inherited ? last.configMaps : differing;
  const objects = maps.flatMap((name) => live.maps.get(name) ?? []);
  const edit = { ...lastEdit(objects), maps: objects };
  return inherited ? { inherited, since: last.configSince, edit, maps } : { inherited: false, edit, maps };
}
