import type { FleetLine } from "@/lib/bots/fleet-schemas";

type Ranked = Pick<FleetLine, "id" | "verdict" | "activeRollback" | "alarm" | "title" | "environment">;

/** 0 is most urgent. Healthy and unknown share a rank: neither asks for a hand. */
export function fleetRank({ verdict, activeRollback, alarm }: Pick<Ranked, "verdict" | "activeRollback" | "alarm">): number {
  if (activeRollback !== null || alarm !== null || verdict === "failing") return 0;
  return verdict === "degraded" ? 1 : 2;
}

/** Trouble first, then by name. */
export function sortFleet<T extends Ranked>(fleet: readonly T[]): T[] {
  return [...fleet].sort(
    (a, b) =>
      fleetRank(a) - fleetRank(b) ||
      a.title.localeCompare(b.title, "en") ||
      a.environment.title.localeCompare(b.environment.title, "en") ||
      (a.id < b.id ? -1 : 1),
  );
}

export const FLEET_ORDER = { rank: fleetRank, sort: sortFleet };
