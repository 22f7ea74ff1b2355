import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { BotCtx } from "@/lib/bots/ctx";
import { plainWords } from "@/lib/bots/plain-words";
import { recordedOwners } from "@/lib/bots/recorded-owners";
import { isHeldByUs } from "@/lib/bots/template-owners";
import type { Workload } from "@/lib/cluster/types";
import { maskText } from "@/lib/platform/mask/mask-text";
import type { AfterEffect } from "./after-effect";
import { viewOf } from "./live-view";
import { ownershipPatch } from "./ownership-patch";
import type { Run } from "./run";

/** The object moves with each status write of its controller while pods are replaced. */
const MOST_LOOKS = 6;
const PATCH_TIMEOUT_MS = 3_000;

/**
 * Gives the fields that a rollback wrote back to whom they belong. May run twice: where Lastgood holds none of them, or the template is not the target's any
 * more, nothing is left to do. `seen` is what a watch showed; where the object has moved on since, it is looked at anew.
 *
 * @throws ClusterError where the cluster's answer says nothing: look again
 */
export async function restoreOwnership(ctx: BotCtx, run: Run, seen: Workload): Promise<AfterEffect> {
  const view = viewOf(ctx, run.bot);
  const { botId, fromReleaseId, toReleaseId } = run;
  const owners = await recordedOwners(ctx, { botId, targetId: toReleaseId, fromId: fromReleaseId });
  let live: Workload | null = seen;
  for (let look = 1; look <= MOST_LOOKS; look++) {
    if (live === null || live.uid !== run.uid || !runsTarget(live, run)) return { kind: "done", remark: null };
    const patch = ownershipPatch(live, owners);
    if (patch === null) return { kind: "done", remark: null };
    if (performance.now() + PATCH_TIMEOUT_MS > run.lease.end) return { kind: "again", remark: notGivenBack(live, "") };

    const outcome = await view.cluster.patchWorkload(view.ref, patch, { dryRun: false, timeoutMs: PATCH_TIMEOUT_MS });
    if (outcome.kind === "accepted") {
      const kept = isHeldByUs(outcome.workload.fieldOwners);
      return { kind: "done", remark: kept ? notGivenBack(live, "The cluster did not take it over.") : givenBack(outcome.workload) };
    }
    if (outcome.kind !== "precondition-failed") return { kind: "done", remark: notGivenBack(live, `The cluster says: ${outcome.message}`) };
    live = await view.cluster.getWorkload(view.ref);
  }
  return { kind: "again", remark: notGivenBack(seen, "The object kept changing.") };
}

function runsTarget({ template }: Workload, { target, bot }: Run): boolean {
  const { stamps } = bot.environment;
  return canonicalTemplate(template, stamps) === canonicalTemplate(target, stamps);
}

function givenBack(live: Workload) {
  const appliers = appliersOf(live);
  if (appliers === null) return null;
  const sentence = `The fields that this rollback wrote belong to ${appliers} again: the next apply meets no conflict.`;
  return { key: "given-back", tone: "plain", sentence } as const;
}

/** What the owner's next apply will meet. Only appliers are told of conflicts. */
function notGivenBack(live: Workload, why: string) {
  const appliers = appliersOf(live);
  if (appliers === null) return null;
  const sentence = `The fields that this rollback wrote could not be given back to ${appliers}: its next server-side apply will meet a conflict with lastgood, and --force-conflicts takes them over. ${why}`;
  return { key: "given-back", tone: "bad", sentence: sentence.trim() } as const;
}

function appliersOf({ fieldOwners }: Workload): string | null {
  const appliers = fieldOwners.filter(({ operation, subresource }) => operation === "Apply" && subresource === null);
  return appliers.length > 0 ? plainWords(maskText(appliers.map(({ manager }) => manager).join(", ")), 200) : null;
}
