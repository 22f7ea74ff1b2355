import { Tag } from "@/components/ui/tag";
import type { BotJson, RolloutJson } from "@/lib/bots/schemas";

type Props = { rollout: RolloutJson; live: BotJson["verdict"] | null; leftBy: RolloutJson | undefined; isTarget: boolean };

const LIVE_TONES = { healthy: "plain", degraded: "warn", failing: "bad", unknown: "plain" } as const;

export function HistoryMarks({ rollout: { release, rollbackId, origin, change, restarts }, live, leftBy, isTarget }: Props) {
  return (
    <>
      {live && <Tag tone={LIVE_TONES[live]}>live · {live === "unknown" ? "not judged yet" : live}</Tag>}
      {rollbackId && <Tag tone="accent">rolled back to</Tag>}
      {leftBy?.rollbackId && <Tag>rolled back from</Tag>}
      {release.quarantine && <Tag tone="bad">quarantined</Tag>}
      {!release.quarantine && release.standing === "known-good" && <Tag tone="ok">known good</Tag>}
      {change === "config" && <Tag>config only</Tag>}
      {origin === "imported" && <Tag>seen, never observed</Tag>}
      {isTarget && <Tag>goes back to this</Tag>}
      {restarts.length > 0 && <Tag>restarted {restarts.length === 1 ? "once" : `${restarts.length} times`}</Tag>}
    </>
  );
}
