import type { PlatformCtx } from "./ctx";

/** What changed, as it goes through PostgreSQL's NOTIFY: at most 8,000 bytes, so ids only. */
export type Change =
  | { kind: "bot"; botId: string }
  /** `inHand`: a request is carrying it to the cluster this moment, so no worker need look. */
  | { kind: "rollback"; rollbackId: string; botId: string; inHand?: true }
  | { kind: "environment"; name: string }
  | { kind: "settings" };

export const CHANNEL = "lastgood";

/** Wakes every process that listens, when and only when the transaction commits. */
export async function notify(ctx: PlatformCtx, change: Change): Promise<void> {
  await ctx.db.$executeRaw`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`;
}
