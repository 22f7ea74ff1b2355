import type { PlatformCtx } from "./ctx";
import type { Database } from "./db";

/** Runs `act` in one transaction: the ctx it gets writes there. Inside a transaction already, it joins. */
export async function inTransaction<C extends PlatformCtx, T>(ctx: C, act: (tx: C) => Promise<T>): Promise<T> {
  // A transaction's client has `$transaction` too (it makes savepoints), but cannot connect.
  if (!("$connect" in ctx.db)) return act(ctx);
  return (ctx.db as Database).$transaction((db) => act({ ...ctx, db }), { timeout: 15_000, maxWait: 5_000 });
}
