import { z } from "zod";
import { BotRef } from "@/lib/bots/schemas";
import { Phase } from "../schemas";

export const PERIODS = ["30d", "90d", "1y"] as const;

/** Which rollbacks and deploys are counted. Without `from` and `to` the last 30 days, or what `period` says. */
export const InsightsInput = z
  .strictObject({
    period: z.enum(PERIODS).optional(),
    /** Days in UTC; both count. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    environment: z.string().max(63).optional(),
    /** As the team label says; empty: bots that have no team. */
    team: z.string().max(63).optional(),
    botId: z.string().max(64).optional(),
  })
  .refine(({ period, from, to }) => period === undefined || (from === undefined && to === undefined), {
    error: "Give a period, or from and to.",
    path: ["period"],
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), { error: "Give both days.", path: ["to"] })
  .refine(({ from, to }) => from === undefined || to === undefined || isSpan(from, to), {
    error: "The last day is before the first, or more than three years after it.",
    path: ["to"],
  });
export type InsightsInput = z.infer<typeof InsightsInput>;

const MOST_DAYS = 3 * 366;

function isSpan(from: string, to: string): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days >= 0 && days < MOST_DAYS;
}

/** How a duration lies over `n` rollbacks, in seconds. The 90th percentile only of ten and more: of fewer it is the slowest one. */
export const Spread = z.strictObject({
  n: z.int(),
  medianSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
  slowestSeconds: z.number().nullable(),
});
export type Spread = z.infer<typeof Spread>;

/** What is counted of one week, bot, team, or of all. */
export const Tally = z.strictObject({
  /** All that were begun, undos apart, however they ended. */
  rollbacks: z.int(),
  recovered: z.int(),
  /** Of the five-minute rule; the others ended without a result of their own, or still run. */
  kept: z.int(),
  broken: z.int(),
  /** From the click until recovered; null where none recovered. */
  medianSeconds: z.number().nullable(),
  deploys: z.int(),
  failedDeploys: z.int(),
});
export type Tally = z.infer<typeof Tally>;

export const InsightRun = z.strictObject({
  id: z.string(),
  path: z.string(),
  bot: BotRef,
  fromVersion: z.string(),
  toVersion: z.string(),
  phase: Phase,
  /** It undid a rollback, and is counted in no figure. */
  isUndo: z.boolean(),
  startedBy: z.string(),
  reason: z.string().nullable(),
  startedAt: z.string(),
  /** First sign that what it left was bad; null where there was none. */
  firstBadAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  recoveredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  decideSeconds: z.number().nullable(),
  actSeconds: z.number().nullable(),
  recoverSeconds: z.number().nullable(),
  /** From the click until recovered: what the five-minute rule goes by. */
  fromClickSeconds: z.number().nullable(),
  /** From the first bad signal until recovered. */
  totalSeconds: z.number().nullable(),
  keptFiveMinutes: z.boolean().nullable(),
});
export type InsightRun = z.infer<typeof InsightRun>;

export const InsightsJson = z.strictObject({
  from: z.string(),
  /** Exclusive. */
  to: z.string(),
  /** What it is narrowed to, as asked; `bot` null also where there is no such bot. */
  environment: z.string().nullable(),
  team: z.string().nullable(),
  bot: BotRef.nullable(),
  /** What it can be narrowed to. */
  environments: z.array(z.strictObject({ name: z.string(), title: z.string() })),
  teamNames: z.array(z.string()),
  /** When the first of these bots was first seen: nothing before that is known. */
  watchedSince: z.string().nullable(),
  all: Tally,
  phases: z.array(z.strictObject({ phase: Phase, count: z.int() })),
  /** Rollbacks that undid one; they are in no other figure. */
  undos: z.int(),
  decide: Spread,
  act: Spread,
  recover: Spread,
  fromClick: Spread,
  total: Spread,
  /** Every week that the period touches, from Monday, UTC. */
  weeks: z.array(Tally.extend({ since: z.string() })),
  /** Those with a rollback or a failed deploy, most rollbacks first, at most 50. */
  bots: z.array(Tally.extend({ bot: BotRef })),
  moreBots: z.int(),
  /** Empty where no bot has a team. */
  teams: z.array(Tally.extend({ team: z.string().nullable() })),
  /** Newest first, undos too, at most 200; the file has all. */
  runs: z.array(InsightRun),
  moreRuns: z.int(),
});
export type InsightsJson = z.infer<typeof InsightsJson>;
