import type { InsightsInput } from "./schemas";

const DAY = 86_400_000;
const DAYS = { "30d": 30, "90d": 90, "1y": 365 } as const;

export type Period = { from: Date; /** Exclusive. */ to: Date };

/** The time that is asked for: up to this moment, or whole days in UTC. */
export function periodOf({ period = "30d", from, to }: InsightsInput, now: Date): Period {
  if (from !== undefined && to !== undefined) return { from: new Date(from), to: new Date(Date.parse(to) + DAY) };
  return { from: new Date(now.getTime() - DAYS[period] * DAY), to: now };
}
