import type { WorkloadKind } from "@/lib/cluster/types";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";

/** Bots of a kind, in one namespace or all, out of sight for so long that their verdict is unknown: what was true then need not be true now. */
export type BlindSpot = { kind: WorkloadKind; namespace: string | null; sentence: string };

export type SightOfEnvironment = {
  name: string;
  /** Something of the cluster is heard, if not everything. */
  hears: boolean;
  /** A sentence, or null when all is well. */
  problem: string | null;
  blind: readonly BlindSpot[];
};

/** Two beats of a worker: who heard the cluster more lately than that, hears it. */
const HEARD_JUST_NOW_MS = 7_000;

/** Records whether the worker hears an environment's cluster. Bots out of sight lose their verdict, and what health had proved so far. */
export async function recordSightOfEnvironment({ ctx, input }: { ctx: PlatformCtx; input: SightOfEnvironment }): Promise<void> {
  const { name, hears, problem, blind } = input;
  const at = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.environment.findUnique({ where: { name } });
    if (!before) return;
    // Another worker hears it: that this one does not is no news of the cluster.
    if (!hears && before.heardAt && at.getTime() - before.heardAt.getTime() < HEARD_JUST_NOW_MS) return;

    const problemSince = problem === null ? null : (before.problemSince ?? at);
    await tx.db.environment.update({ where: { name }, data: { problem, problemSince, ...(hears ? { heardAt: at } : {}) } });
    if (before.problem !== problem) await notify(tx, { kind: "environment", name });
    for (const spot of blind) await loseSight(tx, name, spot, at);
  });
}

async function loseSight(tx: PlatformCtx, environmentName: string, { kind, namespace, sentence }: BlindSpot, at: Date): Promise<void> {
  const blinded = await tx.db.bot.updateManyAndReturn({
    where: { environmentName, kind, ...(namespace === null ? {} : { namespace }), archivedAt: null, verdict: { not: "unknown" } },
    data: { verdict: "unknown", verdictReasons: [sentence], verdictSince: at },
    select: { id: true },
  });
  const ids = blinded.map(({ id }) => id);
  if (ids.length > 0)
    await tx.db.rollout.updateMany({ where: { botId: { in: ids }, until: null }, data: { verdict: "unknown", healthySince: null } });
  for (const botId of ids) await notify(tx, { kind: "bot", botId });
}
