import type { Actor } from "@/lib/access/types";
import type { ReleaseConfig } from "@/lib/bots/config/types";
import type { VaultCtx } from "@/lib/bots/ctx";
import type { BotSight } from "@/lib/bots/schemas";
import { Prisma } from "@/lib/platform/db";
import type { JsonObject } from "@/lib/platform/json";
import type { ConfigCopy, Phase, PodInTheWay } from "./schemas";
import { slowestStart } from "./slowest-start";

export const ACTIVE_PHASES = ["applying", "following", "verifying"] as const satisfies readonly Phase[];

export function isActive(phase: string): boolean {
  return (ACTIVE_PHASES as readonly string[]).includes(phase);
}

/** A rollback with all that driving it needs, in the hands of the process that holds its lease. */
export type Run = {
  id: string;
  botId: string;
  phase: Phase;
  sentence: string;
  startedBy: Actor;
  startedAt: Date;
  acceptedAt: Date | null;
  /** Since when all holds that makes it recovered; null while it does not. */
  replacedAt: Date | null;
  deadlineAt: Date | null;
  deadlineStep: string | null;
  generation: number | null;
  /** How long the slowest of the bot's last rollouts took until it was healthy; null where that is not known. */
  startSeconds: number | null;
  /** A sentence for each way in which pods may not see yet what the ConfigMaps hold. */
  behind: string[];
  /** Pods that somebody has to delete, as they were seen last. */
  inTheWay: PodInTheWay[];
  /** The lease under which this process drives it: its epoch, and its end by `performance.now()`. */
  lease: { epoch: number; end: number };
  /** In the hands of the process that recorded it: nothing can have been sent before. */
  isNew?: boolean;
  bot: {
    title: string;
    namespace: string;
    kind: string;
    name: string;
    environment: {
      name: string;
      title: string;
      context: string | null;
      stamps: string[];
      verifySeconds: number;
      waitForTerminating: boolean;
    };
  };
  fromReleaseId: string;
  toReleaseId: string;
  from: { version: string };
  /** `config`: what its pods are to see of ConfigMaps; null where that is not known. */
  to: { version: string; config: ReleaseConfig | null };
  /** The object and the raw template that the person saw, and the raw template to bring. */
  uid: string;
  seen: JsonObject;
  target: JsonObject;
  /** The change cause to put on the object; empty: none, null: leave it as it is. */
  changeCause: string | null;
  /** ConfigMaps to make before that. */
  copies: ConfigCopy[];
  /** Ends the pause of a paused Deployment in the same write. */
  resumes: boolean;
  /** What they are to hold, where it is being read already. */
  contents?: Promise<CopiedContents>;
};

/** Plain bytes by content address. */
export type CopiedContents = ReadonlyMap<string, Buffer>;

export async function readRun(ctx: VaultCtx, id: string, lease: Run["lease"]): Promise<Run> {
  const rollback = await ctx.db.rollback.findUniqueOrThrow({ where: { id }, include: { bot: { include: { environment: true } } } });
  const [plan, from, to, starts] = await Promise.all([
    ctx.db.rollbackPlan.findUniqueOrThrow({
      where: { id: rollback.planId },
      select: { liveUid: true, liveTemplate: true, bringTemplate: true, changeCause: true, copies: true, resumes: true },
    }),
    ctx.db.release.findUniqueOrThrow({ where: { id: rollback.fromReleaseId }, select: { version: true } }),
    ctx.db.release.findUniqueOrThrow({ where: { id: rollback.toReleaseId }, select: { version: true, config: true } }),
    ctx.db.$queryRaw<{ seconds: number | null }[]>`select ${slowestStart(Prisma.sql`${rollback.botId}`)} as seconds`,
  ]);
  const templates = await ctx.vault.read(ctx, [plan.liveTemplate, plan.bringTemplate]);
  const template = (address: string) => JSON.parse(String(templates.get(address))) as JsonObject;
  const { id: _, leaseEpoch: __, phase, startedBy, ...rest } = rollback;
  return {
    ...rest,
    id,
    lease,
    phase: phase as Phase,
    startedBy: startedBy as Actor,
    inTheWay: rollback.inTheWay as PodInTheWay[],
    from,
    to: { version: to.version, config: to.config as ReleaseConfig | null },
    startSeconds: starts[0]?.seconds ?? null,
    behind: (rollback.bot.sight as BotSight).config ?? [],
    uid: plan.liveUid,
    seen: template(plan.liveTemplate),
    target: template(plan.bringTemplate),
    changeCause: plan.changeCause,
    copies: plan.copies as ConfigCopy[],
    resumes: plan.resumes,
  };
}
