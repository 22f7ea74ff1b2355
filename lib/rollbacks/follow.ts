import { lastEdit } from "@/lib/bots/config-change";
import { liveRevision } from "@/lib/bots/live-revision";
import type { Snapshot } from "@/lib/bots/types";
import { isOver } from "@/lib/health/is-over";
import { judge, runs } from "@/lib/health/judge";
import { lastLinesOf } from "@/lib/health/last-lines-of";
import type { Pod, Revision } from "@/lib/cluster/types";
import { whoBrought } from "@/lib/bots/who-brought";
import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { Judgement } from "@/lib/health/types";
import { durationInWords } from "./duration-in-words";
import { editedMaps } from "./edited-maps";
import type { Ending } from "./end-rollback";
import { stuckPod } from "./guards";
import type { Run } from "./run";
import type { StepName } from "./schemas";

export type FollowedStep = { name: StepName; done: boolean; note: string | null };
export type Remark = { key: string; tone: "plain" | "good" | "bad"; sentence: string };

export type Following =
  /** What was seen is older than our own write: it says nothing. */
  | { kind: "no-news" }
  | { kind: "going-on"; phase: "following" | "verifying"; sentence: string; steps: FollowedStep[]; remarks: Remark[] }
  | { kind: "ended"; phase: Ending; sentence: string; steps: FollowedStep[]; remarks: Remark[] };

type Count = { desired: number; onTarget: number; old: Pod[]; leaving: Pod[]; judgement: Judgement; stuck: string | null };

/** What a sight of the cluster means for a run that the cluster has accepted. `snapshot` is null when the object is gone. */
export function follow(run: Run, snapshot: Snapshot | null, now: Date): Following {
  const end = (phase: Ending, sentence: string): Following => ({ kind: "ended", phase, sentence, steps: [], remarks: [] });
  const { title } = run.bot;
  if (!snapshot) return end("superseded", `${title} was deleted from the cluster after it had accepted the rollback.`);

  const { workload, revisions, pods } = snapshot;
  if (workload.uid !== run.uid)
    return end("superseded", `${title} was deleted and made anew: the new object does not run what this rollback brought.`);
  if (workload.generation < (run.generation ?? 0)) return { kind: "no-news" };

  const { stamps } = run.bot.environment;
  const canonical = canonicalTemplate(workload.template, stamps);
  if (canonical !== canonicalTemplate(run.target, stamps)) {
    const by = whoBrought(workload.fieldOwners).manager ?? "something";
    const after = durationInWords(now.getTime() - (run.acceptedAt ?? run.startedAt).getTime());
    return canonical === canonicalTemplate(run.seen, stamps)
      ? end("reverted", `${by} put ${run.from.version} back ${after} after the cluster had accepted ${run.to.version}.`)
      : end("superseded", `${by} brought another release of ${title} before ${run.to.version} was up.`);
  }

  const edited = snapshot.config ? editedMaps(run, snapshot.config) : [];
  if (edited.length > 0) {
    const { manager } = lastEdit(edited.flatMap((name) => snapshot.config?.get(name) ?? []));
    const sentence = `${manager ?? "Somebody"} edited ConfigMap ${edited.join(", ")} after the rollback had found it as ${run.to.version} needs it: what runs now is another release.`;
    return end("superseded", sentence);
  }

  const target = liveRevision(workload, revisions);
  return weigh(run, snapshot, countPods(snapshot, target, now), target, pods, now);
}

function countPods({ workload, pods, refusal }: Snapshot, target: Revision | null, now: Date): Count {
  const mine = pods.filter((pod) => runs(pod, target));
  // One that has ended for good is neither still to leave nor in anybody's way.
  const others = pods.filter((pod) => !runs(pod, target) && !isOver(pod));
  return {
    desired: workload.desired,
    onTarget: mine.filter((pod) => pod.ready && !pod.terminating).length,
    old: others.filter((pod) => !pod.terminating),
    leaving: others.filter((pod) => pod.terminating),
    judgement: judge({ workload, current: target, pods, refusal: refusal ?? null }, now),
    stuck: stuckPod({ live: workload, current: null, pods: others, now }),
  };
}

function weigh(run: Run, { workload }: Snapshot, count: Count, target: Revision | null, pods: Pod[], now: Date): Following {
  const { desired, onTarget, old, leaving, judgement } = count;
  const seen = workload.observedGeneration >= workload.generation;
  const replaced = seen && desired > 0 && onTarget >= desired && workload.available >= desired && workload.updated >= desired;
  // Two live copies of a bot that may run only once are an outage of their own: there, old pods count until they are gone.
  const once = desired === 1 || workload.strategy === "Recreate";
  const gone = old.length === 0 && (!once || leaving.length === 0);
  const healthy = judgement.verdict === "healthy";

  const steps: FollowedStep[] = [
    { name: "pods-replaced", done: replaced, note: `${Math.min(onTarget, desired)} of ${desired}` },
    {
      name: "old-pods-gone",
      done: replaced && gone,
      note: !(replaced && gone) && old.length + leaving.length > 0 ? `${old.length + leaving.length} left` : null,
    },
    { name: "healthy", done: replaced && gone && healthy, note: null },
  ];
  const remarks = [...readyRemarks(pods, target), ...troubleRemarks(judgement, count), ...lineRemarks(pods, target)];
  const end = (phase: Ending, sentence: string): Following => ({ kind: "ended", phase, sentence, steps, remarks });

  if (desired === 0 && seen) return end("failed", `${run.to.version} is restored, but not running: ${run.bot.title} is scaled to 0.`);
  if (replaced && gone && healthy) return end("recovered", `Recovered in ${durationInWords(now.getTime() - run.startedAt.getTime())}.`);

  const sentence = say(run, workload.ref.namespace, { replaced, gone, once, count });
  if (run.deadlineAt && now >= run.deadlineAt) {
    const given = durationInWords(run.deadlineAt.getTime() - (run.acceptedAt ?? run.startedAt).getTime());
    return end("failed", `${run.to.version} did not come up in ${given}. ${sentence}`);
  }
  return { kind: "going-on", phase: replaced && gone ? "verifying" : "following", sentence, steps, remarks };
}

function say(
  run: Run,
  namespace: string,
  { replaced, gone, once, count }: { replaced: boolean; gone: boolean; once: boolean; count: Count },
): string {
  const { desired, onTarget, old, leaving, judgement, stuck } = count;
  if (stuck) {
    return `Pod ${stuck} still runs ${run.from.version} and is stuck. An ordered StatefulSet does not replace it by itself. Delete it: kubectl -n ${namespace} delete pod ${stuck}`;
  }
  const [trouble] = judgement.reasons;
  if (!replaced && trouble && judgement.verdict !== "unknown") return `${trouble} ${onTarget} of ${desired} pods run ${run.to.version}.`;
  if (!replaced) return [`Replacing pods: ${onTarget} of ${desired} run ${run.to.version}.`, ...judgement.reasons.slice(1, 2)].join(" ");
  const others = once ? old.length + leaving.length : old.length;
  if (!gone) return `All pods run ${run.to.version}. ${others} old pod${others === 1 ? " is" : "s are"} leaving.`;
  return `All pods run ${run.to.version}. ${trouble ?? "Waiting until it is healthy."}`;
}

function readyRemarks(pods: Pod[], target: Revision | null): Remark[] {
  return pods
    .filter((pod) => runs(pod, target) && pod.ready && !pod.terminating)
    .slice(0, 50)
    .map((pod) => ({ key: `ready ${pod.uid}`, tone: "good", sentence: `Pod ${pod.name} is ready.` }));
}

function troubleRemarks({ verdict, reasons }: Judgement, { stuck }: Count): Remark[] {
  const troubles = verdict === "failing" || verdict === "degraded" ? reasons : [];
  return [
    ...troubles.map((sentence): Remark => ({ key: `trouble ${withoutCounts(sentence).slice(0, 160)}`, tone: "bad", sentence })),
    ...(stuck
      ? [{ key: `stuck ${stuck}`, tone: "bad", sentence: `Pod ${stuck} is stuck and keeps the others from being replaced.` } as const]
      : []),
  ];
}

/** More pods with the same trouble, and more restarts of one, are no news. */
function withoutCounts(sentence: string): string {
  return sentence.replaceAll(/\(and \d+ more pods?\) |restarted (?:once|\d+ times)/g, "");
}

/** A remark may go on below its sentence, with lines that are quoted as they are. Of each container the first crash is enough. */
function lineRemarks(pods: Pod[], target: Revision | null): Remark[] {
  return lastLinesOf({ current: target, pods }).map(({ pod, container, lines }) => {
    const sentence = `The last lines of container ${container} in pod ${pod} before it crashed:`;
    return { key: `lines ${container}`, tone: "plain", sentence: [sentence, ...lines].join("\n") };
  });
}
