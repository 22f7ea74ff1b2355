import { z } from "zod";
import { AlarmJson, BotJson, BotRef, BroughtBy, HoldJson, RolloutJson, Verdict } from "./schemas";

/** How long a rollback of a bot will probably take. `basis`: what the figure is the median of, and how many of them. */
export const ExpectedTime = z.strictObject({ seconds: z.int(), basis: z.enum(["rollbacks", "rollouts"]), count: z.int() });
export type ExpectedTime = z.infer<typeof ExpectedTime>;

/** A bot as one line of the fleet: what a row shows, and not more. */
export const FleetLine = BotRef.extend({
  team: z.string().nullable(),
  verdict: Verdict,
  verdictSince: z.string(),
  /** The first thing that is wrong, as a sentence, and how many there are. */
  reason: z.string().nullable(),
  reasons: z.int(),
  pods: z.strictObject({ ready: z.int(), desired: z.int() }),
  live: z
    .strictObject({
      version: z.string(),
      commit: z.string().nullable(),
      author: z.string().nullable(),
      since: z.string(),
      broughtBy: BroughtBy.pick({ manager: true, person: true }),
      rollbackId: z.string().nullable(),
      change: RolloutJson.shape.change,
    })
    .nullable(),
  /** The default target of a rollback, or why there is none. */
  target: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("chosen"), version: z.string(), because: z.enum(["known-good", "was-available", "imported"]) }),
    z.strictObject({ kind: z.literal("none"), because: z.enum(["only-one-release", "all-others-bad", "none-worked"]) }),
  ]),
  /** How long a rollback would take; null where nothing tells. */
  expected: ExpectedTime.nullable(),
  /** The hold that stands. */
  hold: HoldJson.pick({ version: true, owner: true, expiresAt: true }).nullable(),
  /** A release in quarantine is live again. */
  alarm: AlarmJson.nullable(),
  activeRollback: BotJson.shape.activeRollback,
});
export type FleetLine = z.infer<typeof FleetLine>;

/** How many bots are in their clusters, and how they are. */
export const FleetCounts = z.strictObject({ healthy: z.int(), degraded: z.int(), failing: z.int(), unknown: z.int() });
export type FleetCounts = z.infer<typeof FleetCounts>;
