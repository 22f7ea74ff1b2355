import type { BotJson, RolloutJson } from "@/lib/bots/schemas";

const LIVE: Record<BotJson["verdict"], string> = {
  healthy: "rounded-full border-ok bg-ok",
  degraded: "rounded-xs border-warn bg-warn",
  failing: "rounded-xs border-bad bg-bad",
  unknown: "rounded-full border-ink bg-raised",
};

/** A rollout's place on the rail: filled green once proved, hollow before, a square where something is wrong now. */
export function HistoryDot({
  rollout: { id, release },
  live,
  verdict,
}: {
  rollout: RolloutJson;
  live: boolean;
  verdict: BotJson["verdict"];
}) {
  const good = release.standing === "known-good" && !release.quarantine;
  const look = live ? LIVE[verdict] : good ? "rounded-full border-ok bg-ok" : "rounded-full border-ink-3 bg-raised";
  return <span aria-hidden data-dot={id} className={`absolute top-[0.9375rem] -left-5.25 z-1 size-3 border-2 ${look}`} />;
}
