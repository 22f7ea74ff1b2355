import { Insights } from "@/components/insights/insights";
import type { InsightRun, InsightsJson, Spread, Tally } from "@/lib/rollbacks/insights/schemas";
import { WATCHED } from "../fixtures/fleet";
import { ago, DAY, HOUR, NOW } from "../fixtures/now";
import { OMNISERVE } from "../fixtures/omniserve";
import { LEE } from "../fixtures/people";
import { answers, listOf, refuses, type Network, type Reply } from "../network";
import type { GalleryState, GalleryStates } from "../state";

const spread = (n: number, median: number, p90: number | null, slowest: number): Spread => ({
  n,
  medianSeconds: median,
  p90Seconds: p90,
  slowestSeconds: slowest,
});
const tally = (rollbacks: number, over: Partial<Tally> = {}): Tally => ({
  rollbacks,
  recovered: rollbacks,
  kept: rollbacks,
  broken: 0,
  medianSeconds: rollbacks === 0 ? null : 38,
  deploys: 8,
  failedDeploys: rollbacks,
  ...over,
});
const run = (index: number, over: Partial<InsightRun> = {}): InsightRun => ({
  id: `rb_${index}`,
  path: `/rollbacks/rb_${index}`,
  bot: OMNISERVE,
  fromVersion: "1.2.0",
  toVersion: "1.1.0",
  phase: "recovered",
  isUndo: false,
  startedBy: "Kim",
  reason: "wrong answers",
  startedAt: ago(index * 3 * DAY),
  firstBadAt: ago(index * 3 * DAY + 14 * 60),
  acceptedAt: ago(index * 3 * DAY - 0.4),
  recoveredAt: ago(index * 3 * DAY - 38),
  endedAt: ago(index * 3 * DAY - 68),
  decideSeconds: 840,
  actSeconds: 0.4,
  recoverSeconds: 37.6,
  fromClickSeconds: 38,
  totalSeconds: 878,
  keptFiveMinutes: true,
  ...over,
});

const NOTHING: Spread = { n: 0, medianSeconds: null, p90Seconds: null, slowestSeconds: null };
const QUIET: InsightsJson = {
  from: ago(30 * DAY),
  to: ago(-14 * HOUR),
  environment: null,
  team: null,
  bot: null,
  environments: [{ name: "production", title: "Production" }],
  teamNames: ["support"],
  watchedSince: ago(80 * DAY),
  all: { ...tally(0), deploys: 0 },
  phases: [],
  undos: 0,
  decide: NOTHING,
  act: NOTHING,
  recover: NOTHING,
  fromClick: NOTHING,
  total: NOTHING,
  weeks: [28, 21, 14, 7, 0].map((days) => ({ ...tally(0), since: ago((days + 5) * DAY).slice(0, 10) })),
  bots: [],
  moreBots: 0,
  teams: [],
  runs: [],
  moreRuns: 0,
};
const FEW: InsightsJson = {
  ...QUIET,
  all: tally(1),
  phases: [{ phase: "recovered", count: 1 }],
  decide: spread(1, 840, null, 840),
  act: spread(1, 0.4, null, 0.4),
  recover: spread(1, 37.6, null, 37.6),
  fromClick: spread(1, 38, null, 38),
  total: spread(1, 878, null, 878),
  weeks: QUIET.weeks.map((week, index) => ({ ...week, ...tally(index === 4 ? 1 : 0) })),
  bots: [{ ...tally(1), bot: OMNISERVE }],
  teams: [{ ...tally(1), team: "support" }],
  runs: [run(1)],
};
const MANY: InsightsJson = {
  ...FEW,
  all: tally(14, { recovered: 12, kept: 11, broken: 1, deploys: 63, failedDeploys: 14 }),
  phases: [
    { phase: "recovered", count: 12 },
    { phase: "failed", count: 1 },
    { phase: "superseded", count: 1 },
  ],
  undos: 1,
  decide: spread(12, 412, 1_900, 4_100),
  act: spread(14, 0.4, 0.9, 1.3),
  recover: spread(12, 38, 96, 412),
  fromClick: spread(12, 39, 97, 413),
  total: spread(12, 451, 1_990, 4_513),
  weeks: QUIET.weeks.map((week, index) => ({ ...week, ...tally([4, 0, 5, 2, 3][index] ?? 0, { failedDeploys: 2 }) })),
  runs: [
    run(1, { phase: "following", recoveredAt: null, endedAt: null, recoverSeconds: null, totalSeconds: null, keptFiveMinutes: null }),
    ...Array.from({ length: 9 }, (_, index) => run(index + 2)),
    run(11, { phase: "failed", recoveredAt: null, recoverSeconds: null, totalSeconds: null, keptFiveMinutes: false }),
  ],
};

const quiet: Network = { "GET /watchfulness": answers(WATCHED), "GET /alarms": listOf() };
const as = (title: string, reply: Reply): GalleryState => ({
  title,
  person: LEE,
  screen: <Insights input={{}} />,
  network: { ...quiet, "GET /insights": reply },
});

export const insightsStates: GalleryStates = {
  "insights-loading": as("Being read", "never"),
  "insights-nothing": as("Nothing happened in this time", answers(QUIET)),
  "insights-one": as("One rollback", answers(FEW)),
  "insights-many": as("A busy month", answers(MANY)),
  "insights-unread": as("It could not be read", refuses(422, "unexpected", `The record of ${new Date(NOW).getUTCFullYear()} is damaged.`)),
};
