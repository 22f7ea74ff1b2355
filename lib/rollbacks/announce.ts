import { actorInWords } from "@/lib/access/actor-in-words";
import type { BotCtx } from "@/lib/bots/ctx";
import type { Workload } from "@/lib/cluster/types";
import { maskText } from "@/lib/platform/mask/mask-text";
import type { AfterEffect } from "./after-effect";
import { viewOf } from "./live-view";
import type { Run } from "./run";

/**
 * Writes a Kubernetes Event on the object, so that `kubectl describe` tells who rolled back what. Once: its name is made of the rollback's. It says neither
 * reason nor address: whoever may read events need not know them.
 *
 * @throws ClusterError where the cluster's answer says nothing: try again
 */
export async function announce(ctx: BotCtx, run: Run, live: Workload): Promise<AfterEffect> {
  const { cluster, ref } = viewOf(ctx, run.bot);
  const who = actorInWords(run.startedBy);
  const by = who.includes("@") ? "somebody" : who;
  const outcome = await cluster.createEvent({
    about: { ref, uid: live.uid },
    name: eventName(ref.name, run.id),
    reason: "RolledBack",
    message: maskText(`${run.from.version} → ${run.to.version}, rolled back by ${by} with Lastgood (${run.id})`),
    at: run.acceptedAt ?? run.startedAt,
  });
  if (outcome.kind === "written") return { kind: "done", remark: null };
  const sentence =
    outcome.status === 403
      ? `No Kubernetes event tells of this rollback: Lastgood's account may not create events in namespace ${ref.namespace}.`
      : `No Kubernetes event tells of this rollback. The cluster says: ${outcome.message}`;
  return { kind: "done", remark: { key: "announced", tone: "plain", sentence } };
}

/** A name of an object has at most 253 characters, and no underscore. */
function eventName(name: string, rollbackId: string): string {
  const id = rollbackId.replaceAll("_", "-");
  return `${name.slice(0, 252 - id.length).replace(/[-.]+$/, "")}.${id}`;
}
