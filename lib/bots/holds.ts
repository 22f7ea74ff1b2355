import { actorInWords } from "@/lib/access/actor-in-words";
import type { Actor } from "@/lib/access/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { Prisma } from "@/lib/platform/db";
import type { HoldJson } from "./schemas";

type Row = {
  id: string;
  botId: string;
  rollbackId: string;
  releaseId: string;
  version: string;
  owner: Actor;
  reason: string | null;
  since: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endedBy: Actor | null;
  endedBecause: string | null;
  endReason: string | null;
};

/** Holds that stand, of these bots. */
export async function standingHolds(ctx: PlatformCtx, botIds: readonly string[]): Promise<Map<string, HoldJson[]>> {
  const holds =
    botIds.length === 0 ? [] : await holdsWhere(ctx, Prisma.sql`h."botId" in (${Prisma.join([...botIds])}) and h."endedAt" is null`);
  const byBot = new Map<string, HoldJson[]>();
  for (const hold of holds) byBot.set(hold.botId, [...(byBot.get(hold.botId) ?? []), hold]);
  return byBot;
}

/** The holds that these rollbacks made, by rollback; they may have ended. */
export async function holdsOfRollbacks(ctx: PlatformCtx, rollbackIds: readonly string[]): Promise<Map<string, HoldJson>> {
  const holds = rollbackIds.length === 0 ? [] : await holdsWhere(ctx, Prisma.sql`h."rollbackId" in (${Prisma.join([...rollbackIds])})`);
  return new Map(holds.map((hold) => [hold.rollbackId, hold]));
}

/** One hold, whether it stands or not. */
export async function holdById(ctx: PlatformCtx, id: string): Promise<HoldJson | null> {
  const [hold] = await holdsWhere(ctx, Prisma.sql`h.id = ${id}`);
  return hold ?? null;
}

async function holdsWhere(ctx: PlatformCtx, where: Prisma.Sql): Promise<HoldJson[]> {
  const rows = await ctx.db.$queryRaw<Row[]>`
    select h.id, h."botId", h."rollbackId", h."releaseId", r.version, h.owner, h.reason, h.since, h."expiresAt",
           h."endedAt", h."endedBy", h."endedBecause", h."endReason"
    from "Hold" h join "Release" r on r.id = h."releaseId" where ${where} order by h.since desc`;
  return rows.map(({ owner, since, expiresAt, endedAt, endedBy, endedBecause, endReason, ...row }) => ({
    ...row,
    owner: actorInWords(owner),
    since: since.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ended: endedAt && {
      at: endedAt.toISOString(),
      by: endedBy ? actorInWords(endedBy) : "somebody",
      because: endedBecause as "lifted" | "expired" | "undone" | "renewed",
      reason: endReason,
    },
  }));
}
