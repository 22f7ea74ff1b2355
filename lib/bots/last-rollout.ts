import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Prisma } from "@/lib/platform/db";

const WHAT_IS_KNOWN = {
  release: {
    select: {
      id: true,
      hashVersion: true,
      hash: true,
      codeHash: true,
      config: true,
      origin: true,
      template: true,
      fieldOwners: true,
      changeCause: true,
      digests: true,
      firstSeenAt: true,
      availableAt: true,
      knownGoodAt: true,
    },
  },
  events: { where: { kind: "live" }, select: { at: true, detail: true }, take: 1 },
} as const;

/** A rollout with its release and when it was first seen live: all that telling news from what is known needs, read at once. */
export type KnownRollout = Prisma.RolloutGetPayload<{ include: typeof WHAT_IS_KNOWN }>;

/** The bot's open rollout, else the last one that ended. */
export function lastRollout(tx: PlatformCtx, botId: string): Promise<KnownRollout | null> {
  return tx.db.rollout.findFirst({
    where: { botId },
    orderBy: [{ until: { sort: "desc", nulls: "first" } }, { since: "desc" }],
    include: WHAT_IS_KNOWN,
  });
}
