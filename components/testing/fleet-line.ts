import type { FleetLine } from "@/lib/bots/fleet-schemas";

/** A healthy bot of production that runs 1.2.0 and can go back to 1.1.0. */
export function fleetLine(name: string, over: Partial<FleetLine> = {}): FleetLine {
  return {
    id: `bot_${name}`,
    environment: { name: "production", title: "Production" },
    namespace: "support",
    kind: "Deployment",
    name,
    title: name,
    path: `/bots/production/support/deployment/${name}`,
    team: null,
    verdict: "healthy",
    verdictSince: "2026-11-21T09:00:00Z",
    reason: null,
    reasons: 0,
    pods: { ready: 3, desired: 3 },
    live: {
      version: "1.2.0",
      commit: null,
      author: null,
      since: "2026-11-21T09:00:00Z",
      broughtBy: { manager: "ci-release", person: null },
      rollbackId: null,
      change: "code",
    },
    target: { kind: "chosen", version: "1.1.0", because: "known-good" },
    expected: null,
    hold: null,
    alarm: null,
    activeRollback: null,
    ...over,
  };
}
