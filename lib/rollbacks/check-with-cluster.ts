import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import type { AccessAct, AccessAnswer, PatchOutcome, Pod, Revision, Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import type { LiveView } from "./live-view";
import type { ConfigCopy } from "./schemas";
import { switchPatch } from "./switch-patch";
import { tryCopies, type TriedCopy } from "./try-copies";

const RESOURCES = { Deployment: "deployments", StatefulSet: "statefulsets", DaemonSet: "daemonsets" } as const;

export type ClusterChecks = {
  revisions: Revision[];
  pods: Pod[];
  access: AccessAnswer[];
  copies: TriedCopy[];
  dryRun: PatchOutcome | { kind: "no-answer"; sentence: string };
};

/**
 * Asks the cluster all that a plan needs at once. A question that gets no answer is an unknown, not a failure of the plan.
 *
 * @throws AppError `content-damaged` and its like
 */
export async function checkWithCluster(
  ctx: BotCtx,
  view: LiveView,
  input: {
    live: Workload;
    target: JsonObject;
    changeCause: string | null;
    resumes: boolean;
    rollbackId: string;
    copies: readonly ConfigCopy[];
  },
): Promise<ClusterChecks> {
  const { cluster, ref } = view;
  const act = (verb: string): AccessAct => ({ verb, group: "apps", resource: RESOURCES[ref.kind], namespace: ref.namespace });
  const copying: AccessAct[] =
    input.copies.length > 0 ? [{ verb: "create", group: "", resource: "configmaps", namespace: ref.namespace }] : [];
  const [revisions, pods, access, copies, dryRun] = await Promise.all([
    orElse(cluster.listRevisions(input.live), []),
    orElse(cluster.listPods(input.live), []),
    orElse(cluster.reviewAccess([act("get"), act("patch"), ...copying]), []),
    tryCopies(ctx, { view, ...input }),
    cluster
      .patchWorkload(ref, switchPatch({ ...input, again: false }), { dryRun: true })
      .catch((error: unknown) => ({ kind: "no-answer" as const, sentence: `The dry run got no answer: ${sentenceOf(error)}` })),
  ]);
  return { revisions, pods, access, copies, dryRun };
}

async function orElse<T>(question: Promise<T>, otherwise: T): Promise<T> {
  return question.catch((error: unknown) => {
    sentenceOf(error);
    return otherwise;
  });
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof ClusterError)) throw error;
  return describeClusterError(error);
}
