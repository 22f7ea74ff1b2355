import type { BotCtx } from "@/lib/bots/ctx";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { describeClusterError } from "@/lib/cluster/describe-cluster-error";
import { createCopy, type CopyOutcome } from "./create-copy";
import type { LiveView } from "./live-view";
import { readCopies } from "./make-copies";
import type { ConfigCopy } from "./schemas";

/** A copy, and what a dry run says would come of it. */
export type TriedCopy = { of: string; name: string; outcome: CopyOutcome | { kind: "no-answer"; sentence: string } };

/**
 * Asks the cluster whether it would let these copies be made, all at once. Each is asked for alone: where a quota has room for some of them only, the click says so.
 *
 * @throws AppError `content-damaged` and its like
 */
export async function tryCopies(
  ctx: BotCtx,
  { view, copies, rollbackId }: { view: LiveView; copies: readonly ConfigCopy[]; rollbackId: string },
): Promise<TriedCopy[]> {
  if (copies.length === 0) return [];
  const contents = await readCopies(ctx, copies);
  const trying = copies.map(async (copy) => {
    const outcome = await createCopy(view, copy, { contents, rollbackId, dryRun: true }).catch(sayUnanswered);
    return { of: copy.of, name: copy.name, outcome };
  });
  return Promise.all(trying);
}

function sayUnanswered(error: unknown): { kind: "no-answer"; sentence: string } {
  if (!(error instanceof ClusterError)) throw error;
  return { kind: "no-answer", sentence: `The dry run got no answer: ${describeClusterError(error)}` };
}
