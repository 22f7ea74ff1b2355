import type { Ctx } from "@/lib/access/ctx";
import type { WorkloadKind } from "@/lib/cluster/types";
import { inTransaction } from "@/lib/platform/in-transaction";
import { notify } from "@/lib/platform/notify";
import type { Environment } from "./types";

export type Presence = {
  environment: Pick<Environment, "name" | "namespaces">;
  kind: WorkloadKind;
  /** The namespaces whose list has come; null for all of them. What other lists hold is not known, so nothing there is gone. */
  listed: readonly string[] | null;
  /** Every bot of this kind that the lists name. */
  presentUids: readonly string[];
};

/** Archives the bots of one kind that are not in the cluster, or not among this environment's bots any more: their history stays, their rollout ends. */
export async function archiveGoneBots({ ctx, input }: { ctx: Ctx; input: Presence }): Promise<string[]> {
  const { environment, kind, listed, presentUids } = input;
  const at = ctx.clock.now();
  const outside = environment.namespaces.includes("*") ? [] : [{ namespace: { notIn: environment.namespaces } }];
  const place = listed === null ? {} : { OR: [{ namespace: { in: [...listed] } }, ...outside] };

  return inTransaction(ctx, async (tx) => {
    const gone = await tx.db.bot.updateManyAndReturn({
      where: { environmentName: environment.name, kind, archivedAt: null, uid: { notIn: [...presentUids] }, ...place },
      data: { archivedAt: at, verdict: "unknown", verdictReasons: [WHY], verdictSince: at },
      select: { id: true },
    });
    if (gone.length === 0) return [];

    const ids = gone.map(({ id }) => id);
    await tx.db.rollout.updateMany({ where: { botId: { in: ids }, until: null }, data: { until: at, healthySince: null } });
    for (const botId of ids) await notify(tx, { kind: "bot", botId });
    return ids;
  });
}

const WHY = "It is gone: deleted from the cluster, or not counted among this environment's bots any more.";
