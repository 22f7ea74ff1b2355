import type { RolloutJson } from "@/lib/bots/schemas";

/** How long each release was live and ended healthy, in ms, by its id; one that never did is not in it. */
export function healthySpans(rollouts: readonly RolloutJson[], now: number): Map<string, number> {
  const spans = new Map<string, number>();
  for (const { release, since, until, verdict } of rollouts) {
    if (verdict !== "healthy") continue;
    const span = Math.max(0, (until === null ? now : Date.parse(until)) - Date.parse(since));
    spans.set(release.id, (spans.get(release.id) ?? 0) + span);
  }
  return spans;
}
