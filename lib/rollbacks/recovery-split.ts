import type { Phase } from "./schemas";

/** What one rollback tells about time. */
export type RecoveryTimes = {
  phase: Phase;
  /** First sign that what it left was bad; null where there was none, as with an undo. */
  firstBadAt: Date | null;
  /** The click. */
  startedAt: Date;
  /** When the cluster accepted it. */
  acceptedAt: Date | null;
  /** Since when all held that makes it recovered. */
  replacedAt: Date | null;
};

/** Seconds; null where one end of the stretch is not known. */
export type RecoverySplit = {
  firstBadAt: Date | null;
  /** From the first bad signal to the click. */
  decideSeconds: number | null;
  /** From the click to the cluster's acceptance. */
  actSeconds: number | null;
  /** From acceptance until everything ran the target and was healthy. */
  recoverSeconds: number | null;
  /** From the first bad signal until then. */
  totalSeconds: number | null;
  /** Whether it was recovered at most 5 min after the click; null while it runs, and where it ended without a result of its own. */
  keptFiveMinutes: boolean | null;
};

export type VerdictAt = { at: Date; verdict: string };

const FIVE_MINUTES = 5 * 60;
/** So long a healthy stretch ends a trouble: a bad signal before it was not what somebody clicked for. */
const HEALED_AFTER_MS = 60 * 60_000;

/** How long people and machines took for a rollback, each by itself. */
export function recoverySplit({ phase, firstBadAt, startedAt, acceptedAt, replacedAt }: RecoveryTimes): RecoverySplit {
  const recoveredAt = phase === "recovered" ? replacedAt : null;
  return {
    firstBadAt,
    decideSeconds: secondsBetween(firstBadAt, startedAt),
    actSeconds: secondsBetween(startedAt, acceptedAt),
    recoverSeconds: secondsBetween(acceptedAt, recoveredAt),
    totalSeconds: secondsBetween(firstBadAt, recoveredAt),
    keptFiveMinutes: fiveMinutes(phase, secondsBetween(startedAt, recoveredAt)),
  };
}

/**
 * When the trouble began that a click ended: the first verdict that was bad, or the start of the rollout where it never was healthy. Null where nothing was wrong,
 * or nobody looked. `verdicts`: of the rollout that was left, in their order, up to the click.
 */
export function firstBadSignal(left: { since: Date; verdicts: readonly VerdictAt[]; startedAt: Date }): Date | null {
  let firstBadAt: Date | null = null;
  let healthySince: Date | null = null;
  let wasHealthy = false;
  for (const { at, verdict } of left.verdicts.filter(({ at }) => at <= left.startedAt)) {
    if (verdict === "healthy") {
      wasHealthy = true;
      healthySince ??= at;
    } else if (verdict === "failing" || verdict === "degraded") {
      if (firstBadAt === null || isHealed(healthySince, at)) firstBadAt = wasHealthy ? at : left.since;
      healthySince = null;
    }
  }
  return isHealed(healthySince, left.startedAt) ? null : firstBadAt;
}

function isHealed(healthySince: Date | null, at: Date): boolean {
  return healthySince !== null && at.getTime() - healthySince.getTime() >= HEALED_AFTER_MS;
}

function secondsBetween(from: Date | null, to: Date | null): number | null {
  return from && to && Math.max(0, to.getTime() - from.getTime()) / 1_000;
}

function fiveMinutes(phase: Phase, seconds: number | null): boolean | null {
  if (seconds !== null) return seconds <= FIVE_MINUTES;
  return phase === "failed" || phase === "reverted" ? false : null;
}
