import { chooseTarget } from "@/lib/bots/choose-target";
import type { ReleaseRecord } from "@/lib/bots/types";
import { isActive } from "./run";

type Run = { phase: string; acceptedAt: Date | null; toReleaseId: string; liveId: string | null; verdict: string };

/** The release to choose instead of one that does not come up: what would be proposed now. null while it is not in trouble, and where something else runs. */
export function alternativeTo(run: Run, records: readonly ReleaseRecord[]): { releaseId: string; version: string } | null {
  const { phase, acceptedAt, toReleaseId, liveId, verdict } = run;
  const inTrouble = isActive(phase) ? acceptedAt !== null && (verdict === "failing" || verdict === "degraded") : phase === "failed";
  if (!inTrouble || liveId !== toReleaseId) return null;
  const choice = chooseTarget(toReleaseId, records);
  if (choice.kind === "none") return null;
  const { id, version } = choice.record.release;
  return { releaseId: id, version };
}
