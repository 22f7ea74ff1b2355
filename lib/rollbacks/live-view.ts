import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import type { Cluster, Workload, WorkloadRef } from "@/lib/cluster/types";
import { AppError } from "@/lib/platform/app-error";

/** Somebody waits for the answer, and has to know soon that there is none. */
export const SILENCE_MS = 1_500;

export type LiveView = { cluster: Cluster; ref: WorkloadRef };

/** A bot's object as it is this moment. A cluster that does not answer is said so, with what was not changed. */
export function lookLive({ cluster, ref }: LiveView): Promise<Workload | null> {
  return orSay(cluster.getWorkload(ref, { silenceMs: SILENCE_MS }));
}

/** What the cluster answers, or in words that it does not. @throws AppError `cluster-refused`, `cluster-unreachable` */
export async function orSay<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const code = error.reason === "forbidden" || error.reason === "unauthorized" ? "cluster-refused" : "cluster-unreachable";
    throw new AppError(code, `${describeClusterError(error)} Nothing was changed.`, { cause: error });
  }
}

export function viewOf(
  ctx: Pick<BotCtx, "clusters">,
  bot: { namespace: string; kind: string; name: string; environment: { name: string; context: string | null } },
): LiveView {
  const ref: WorkloadRef = { namespace: bot.namespace, kind: bot.kind as WorkloadRef["kind"], name: bot.name };
  return { cluster: ctx.clusters.of(bot.environment), ref };
}
