import { z } from "zod";

/** A bot's default plan as commands, given out when the database is gone. They hold what they bring as it is, credentials too. */
export const BreakGlass = z.strictObject({
  bot: z.string(),
  environment: z.string(),
  /** Versions; null where there are no commands. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** What was asked of the cluster just now, and when the commands refuse; or why there are none. */
  sentence: z.string(),
  /** When all of this was last held against the database. */
  knownAt: z.iso.datetime(),
  /** When the database answered last. */
  goneSince: z.iso.datetime(),
  commands: z.array(z.strictObject({ does: z.string(), command: z.string() })),
  /** All commands as one to paste; null where there are none. */
  script: z.string().nullable(),
});
export type BreakGlass = z.infer<typeof BreakGlass>;

/** Which bot: its id, or all of where its page is. */
export const BreakGlassInput = z.strictObject({
  botId: z.string().min(1).max(64).optional(),
  environment: z.string().min(1).max(63).optional(),
  namespace: z.string().min(1).max(63).optional(),
  kind: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253).optional(),
});
export type BreakGlassInput = z.infer<typeof BreakGlassInput>;
