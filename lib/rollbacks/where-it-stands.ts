import { canonicalTemplate, exactTemplate } from "@/lib/bots/canonical-template";
import { ROLLBACK_ANNOTATION } from "@/lib/bots/rollback-annotation";
import { whoBrought, type Brought } from "@/lib/bots/who-brought";
import type { Workload } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";

export type Intent = { rollbackId: string; startedAt: Date; uid: string; seen: JsonObject; target: JsonObject; stamps: readonly string[] };

export type Standing =
  /** The cluster runs our write. */
  | { kind: "applied" }
  /** Not applied, and the bot still runs what the person saw: the write may be sent. */
  | { kind: "to-do" }
  /** Something else was brought in between, or the object is another one. */
  | { kind: "overtaken"; by: string | null; because: "other-release" | "target-already" | "recreated" | "deleted" };

/** Whether Lastgood is among those who wrote the template last, and since the click. The cluster tells time in whole seconds. */
function wroteSince({ at, maybeUs }: Brought, startedAt: Date): boolean {
  return maybeUs && at !== null && at.getTime() >= Math.floor(startedAt.getTime() / 1000) * 1000;
}

/**
 * Reads from the cluster's own object whether a switch happened. Our id on the object proves nothing alone: undo and later deploys carry it along;
 * the target's template with our id, or with our field manager's entry made since the click, does.
 */
export function whereItStands(live: Workload | null, intent: Intent): Standing {
  if (live === null) return { kind: "overtaken", by: null, because: "deleted" };
  if (live.uid !== intent.uid) return { kind: "overtaken", by: null, because: "recreated" };

  const brought = whoBrought(live.fieldOwners);
  const by = brought.manager;
  const ours = live.annotations?.[ROLLBACK_ANNOTATION] === intent.rollbackId || wroteSince(brought, intent.startedAt);
  if (exactTemplate(live.template) === exactTemplate(intent.target)) {
    if (ours) return { kind: "applied" };
    // It refers to a copy already that somebody deleted: only its content has to come back.
    const isAsSeen = exactTemplate(intent.seen) === exactTemplate(intent.target);
    return isAsSeen ? { kind: "to-do" } : { kind: "overtaken", by, because: "target-already" };
  }
  const canonical = canonicalTemplate(live.template, intent.stamps);
  if (canonical === canonicalTemplate(intent.seen, intent.stamps)) return { kind: "to-do" };
  if (ours && canonical === canonicalTemplate(intent.target, intent.stamps)) return { kind: "applied" };
  return { kind: "overtaken", by, because: "other-release" };
}
