import { lastEdit } from "@/lib/bots/config-change";
import { describeRelease } from "@/lib/bots/describe-release";
import { liveRevision } from "@/lib/bots/live-revision";
import type { Snapshot } from "@/lib/bots/types";
import { isOver } from "@/lib/health/is-over";
import { judge, runs } from "@/lib/health/judge";
import { lastLinesOf } from "@/lib/health/last-lines-of";
import type { Pod, Revision, Workload } from "@/lib/cluster/types";
import { whoBrought } from "@/lib/bots/who-brought";
import { canonicalTemplate } from "@/lib/bots/canonical-template";
import type { Judgement } from "@/lib/health/types";
import { nextDeadline, type Deadline } from "./deadline";
import { durationInWords } from "./duration-in-words";
import { editedMaps } from "./edited-maps";
import type { Ending } from "./end-rollback";
import { heldSince as sinceWhen } from "./held-since";
import { podsToDelete, podsToReplace } from "./pods-to-replace";
import type { Run } from "./run";
import { sayUnnoticed } from "./say-unnoticed";
import { sayHeldUp, sayOverdue, sayStaying } from "./say-held-up";
import type { PodInTheWay, StepName } from "./schemas";

export type FollowedStep = { name: StepName; done: boolean; note: string | null };
export type Remark = { key: string; tone: "plain" | "good" | "bad"; sentence: string };

export type Following =
  /** What was seen is older than our own write: it says nothing. */
  | { kind: "no-news" }
  | {
      kind: "going-on";
      phase: "following" | "verifying";
      sentence: string;
      steps: FollowedStep[];
      remarks: Remark[];
      /** Since when all holds that makes it recovered; null while it does not. */
      heldSince: Date | null;
      /** null: the one that it has stands. */
      deadline: Deadline | null;
      inTheWay: PodInTheWay[];
    }
  | { kind: "ended"; phase: Ending; sentence: string; steps: FollowedStep[]; remarks: Remark[]; heldSince: Date | null };

type Count = {
  /** As it is to be judged: without the pods that stay on what they run. */
  workload: Workload;
  onTarget: number;
  coming: Pod[];
  old: Pod[];
  leaving: Pod[];
  /** Which of those were to be gone long ago, and what keeps them. */
  overdue: string;
  staying: Pod[];
  inTheWay: PodInTheWay[];
  judgement: Judgement;
};

/** What a sight of the cluster means for a run that the cluster has accepted. `snapshot` is null when the object is gone. */
export function follow(run: Run, snapshot: Snapshot | null, now: Date): Following {
  const end = (phase: Ending, sentence: string): Following => ({ kind: "ended", phase, sentence, steps: [], remarks: [], heldSince: null });
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
      : end("superseded", `${by} brought ${whatCame(run, workload)} before ${run.to.version} had recovered.`);
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

/** "1.3.0 (by Lee)", as far as the object says; a release that is called as the target is another one all the same. */
function whatCame(run: Run, { template, annotations, labels }: Workload): string {
  const { version, author } = describeRelease({ template, annotations: annotations ?? {}, labels, formerCause: null, hash: "" });
  const named = version === "" || version === run.to.version ? `another release of ${run.bot.title}` : version;
  return author === null ? named : `${named} (by ${author})`;
}

function countPods({ workload, pods, refusal }: Snapshot, target: Revision | null, now: Date): Count {
  const { staying, workload: reached } = podsToReplace({ workload, target, pods, now });
  const judged = pods.filter((pod) => !staying.includes(pod));
  const mine = judged.filter((pod) => runs(pod, target));
  // One that has ended for good is neither still to leave nor in anybody's way.
  const others = judged.filter((pod) => !runs(pod, target) && !isOver(pod));
  const leaving = others.filter((pod) => pod.terminating);
  return {
    workload: reached,
    staying,
    inTheWay: podsToDelete({ workload, target, pods, now }),
    coming: mine,
    onTarget: mine.filter(isUp).length,
    old: others.filter((pod) => !pod.terminating),
    leaving,
    overdue: sayOverdue(leaving, now),
    judgement: judge({ workload: reached, current: target, pods: judged, refusal: refusal ?? null }, now),
  };
}

const isUp = (pod: Pod) => pod.ready && !pod.terminating;

function weigh(run: Run, { workload }: Snapshot, count: Count, target: Revision | null, pods: Pod[], now: Date): Following {
  const { onTarget, coming, old, leaving, staying, inTheWay, judgement } = count;
  const { desired, available, updated } = count.workload;
  const seen = workload.observedGeneration >= workload.generation;
  const replaced = seen && desired > 0 && onTarget >= desired && available >= desired && updated >= desired;
  // Two live copies of a bot that may run only once are an outage of their own: there, old pods count until they are gone.
  const { verifySeconds, waitForTerminating } = run.bot.environment;
  const once = workload.desired === 1 || workload.strategy === "Recreate" || waitForTerminating;
  const gone = old.length === 0 && (!once || leaving.length === 0);
  const healthy = judgement.verdict === "healthy" && run.behind.length === 0;
  const holds = replaced && gone && healthy;
  const heldSince = holds ? sinceWhen({ before: run.replacedAt, pods: coming.filter(isUp), desired, now }) : null;
  const heldMs = heldSince === null ? -1 : now.getTime() - heldSince.getTime();
  const verified = heldMs >= verifySeconds * 1000;
  const sentence = sayUnnoticed(run, workload, now) ?? say(run, { replaced, gone, healthy, once, count });

  const steps: FollowedStep[] = [
    { name: "pods-replaced", done: replaced, note: `${Math.min(onTarget, desired)} of ${desired}` },
    {
      name: "old-pods-gone",
      done: replaced && gone,
      note: !(replaced && gone) && old.length + leaving.length > 0 ? `${old.length + leaving.length} left` : null,
    },
    { name: "healthy", done: heldSince !== null, note: null },
    { name: "verified", done: verified, note: null },
  ];
  const remarks = [
    ...readyRemarks(pods, target),
    ...troubleRemarks(judgement, count),
    ...lineRemarks(pods, target),
    ...breakRemarks(run, { heldSince, sentence, now }),
  ];
  const end = (phase: Ending, words: string): Following => ({ kind: "ended", phase, sentence: words, steps, remarks, heldSince });

  if (workload.desired === 0 && seen)
    return end("failed", `${run.to.version} is restored, but not running: ${run.bot.title} is scaled to 0.`);
  if (desired === 0 && seen) return end("failed", `${run.to.version} is restored, but not running. ${sayStaying(run, staying)}`);
  if (verified && heldSince) return end("recovered", [sayRecovered(run, heldSince, now), sayStaying(run, staying)].join(" ").trim());

  const step = !replaced ? "pods-replaced" : !gone ? "old-pods-gone" : "verified";
  const deadline = nextDeadline(run, { step, live: workload, now });
  const at = deadline?.at ?? run.deadlineAt;
  // What holds just now gets its time: it ends one way or the other before long.
  if (at && now >= at && heldSince === null) return end("failed", `${sayLate(run, step, now)} ${sentence}`);
  return { kind: "going-on", phase: heldSince ? "verifying" : "following", sentence, steps, remarks, heldSince, deadline, inTheWay };
}

/** "Recovered in 31 s, verified for 30 s." */
function sayRecovered(run: Run, heldSince: Date, now: Date): string {
  const recovered = `Recovered in ${durationInWords(heldSince.getTime() - run.startedAt.getTime())}`;
  return run.bot.environment.verifySeconds > 0
    ? `${recovered}, verified for ${durationInWords(now.getTime() - heldSince.getTime())}.`
    : `${recovered}.`;
}

function sayLate(run: Run, step: StepName, now: Date): string {
  const given = durationInWords(now.getTime() - (run.acceptedAt ?? run.startedAt).getTime());
  if (step === "pods-replaced") return `${run.to.version} did not come up in ${given}.`;
  if (step === "old-pods-gone") return `${run.to.version} came up, but pods of ${run.from.version} were not gone in ${given}.`;
  return `${run.to.version} came up, but was not healthy for ${durationInWords(run.bot.environment.verifySeconds * 1000)} without a break in ${given}.`;
}

function breakRemarks(run: Run, { heldSince, sentence, now }: { heldSince: Date | null; sentence: string; now: Date }): Remark[] {
  const { replacedAt } = run;
  if (replacedAt === null || heldSince?.getTime() === replacedAt.getTime()) return [];
  const held = durationInWords((heldSince ?? now).getTime() - replacedAt.getTime());
  const words =
    heldSince === null
      ? `Its health broke after ${held}; the verification begins anew. ${sentence}`
      : `Its health broke while nobody looked, and was whole again after ${held}; the verification begins anew.`;
  return [{ key: `broke ${replacedAt.toISOString()}`, tone: "bad", sentence: words }];
}

function say(
  run: Run,
  { replaced, gone, healthy, once, count }: { replaced: boolean; gone: boolean; healthy: boolean; once: boolean; count: Count },
): string {
  const { onTarget, old, leaving, overdue, judgement } = count;
  const { desired } = count.workload;
  const heldUp = replaced ? null : sayHeldUp(run, count);
  if (heldUp !== null) return heldUp;
  const [trouble] = judgement.reasons;
  if (!replaced && trouble && judgement.verdict !== "unknown") return `${trouble} ${onTarget} of ${desired} pods run ${run.to.version}.`;
  const waits = overdue === "" ? judgement.reasons.slice(1, 2) : [overdue];
  if (!replaced) return [`Replacing pods: ${onTarget} of ${desired} run ${run.to.version}.`, ...waits].join(" ");
  const others = once ? old.length + leaving.length : old.length;
  if (!gone) return `All pods run ${run.to.version}. ${others} old pod${others === 1 ? " is" : "s are"} leaving. ${overdue}`.trim();
  if (!healthy) return `All pods run ${run.to.version}. ${trouble ?? run.behind[0] ?? "Waiting until it is healthy."}`;
  const { verifySeconds } = run.bot.environment;
  return `All pods run ${run.to.version} and are healthy. It has recovered once that holds for ${durationInWords(verifySeconds * 1000)}.`;
}

function readyRemarks(pods: Pod[], target: Revision | null): Remark[] {
  return pods
    .filter((pod) => runs(pod, target) && isUp(pod))
    .slice(0, 50)
    .map((pod) => ({ key: `ready ${pod.uid}`, tone: "good", sentence: `Pod ${pod.name} is ready.` }));
}

function troubleRemarks({ verdict, reasons }: Judgement, { inTheWay }: Count): Remark[] {
  const troubles = verdict === "failing" || verdict === "degraded" ? reasons : [];
  return [
    ...troubles.map((sentence): Remark => ({ key: `trouble ${withoutCounts(sentence).slice(0, 160)}`, tone: "bad", sentence })),
    ...inTheWay
      .filter(({ because }) => because === "stuck")
      .map(({ name, uid }): Remark => {
        return { key: `stuck ${uid}`, tone: "bad", sentence: `Pod ${name} is stuck and keeps the others from being replaced.` };
      }),
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
