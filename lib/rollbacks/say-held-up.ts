import { plainWords } from "@/lib/bots/plain-words";
import { describeLeaving } from "@/lib/health/describe-node-problem";
import type { Judgement } from "@/lib/health/types";
import type { Pod, Workload } from "@/lib/cluster/types";
import { nameSome } from "./name-some";
import { resumeCommand } from "./resume-command";
import type { Run } from "./run";
import type { PodInTheWay } from "./schemas";

type Held = {
  /** Without the pods that stay on what they run. */
  workload: Workload;
  onTarget: number;
  /** Pods of the target, ready or not. */
  coming: readonly Pod[];
  old: readonly Pod[];
  leaving: readonly Pod[];
  inTheWay: readonly PodInTheWay[];
  judgement: Judgement;
};

/** Why the pods are not replaced, where it is not for what comes to put that right; null where it is, or where nothing holds them up. */
export function sayHeldUp(run: Run, held: Held): string | null {
  return paused(run, held) ?? inTheWay(run, held) ?? silentNodes(run, held) ?? noRoom(run, held);
}

/** Names the pods that a partition keeps away from the target; empty where there are none. */
export function sayStaying(run: Run, staying: readonly Pod[]): string {
  if (staying.length === 0) return "";
  return `A partition keeps ${nameSome(staying)} on what ${staying.length === 1 ? "it ran" : "they ran"} before (${run.from.version}).`;
}

function paused({ bot, to }: Run, { workload, onTarget }: Held): string | null {
  if (!workload.paused) return null;
  return `${bot.title} was paused meanwhile: ${count(onTarget, workload)} run ${to.version}, and no pod is replaced until somebody resumes it: ${resumeCommand(workload.ref)}`;
}

function inTheWay({ from, to }: Run, { workload, onTarget, inTheWay: pods, judgement }: Held): string | null {
  const [first] = pods;
  if (!first) return null;
  // Whoever is to delete pods has to know first that those which come are no better.
  const trouble = judgement.verdict === "unknown" ? undefined : judgement.reasons[0];
  const before = trouble === undefined ? "" : `${trouble} `;
  const one = pods.length === 1;
  const names = `${one ? "Pod" : "Pods"} ${nameSome(pods)}`;
  if (first.because === "on-delete") {
    return `${before}${count(onTarget, workload)} run ${to.version}. ${names} ${one ? "is" : "are"} replaced only when somebody deletes ${one ? "it" : "them"} (OnDelete).`;
  }
  const has = one ? "still runs" : "still run";
  return `${before}${names} ${has} ${from.version} and ${one ? "is" : "are"} stuck: an ordered StatefulSet does not replace ${one ? "it" : "them"} by itself. Delete ${one ? "it" : "them"}.`;
}

/** A DaemonSet counts nodes that do not answer among those that are to run it, and waits for them. */
function silentNodes({ to }: Run, { workload, onTarget, old, leaving }: Held): string | null {
  if (workload.ref.kind !== "DaemonSet") return null;
  const silent = [...leaving, ...old].filter((pod) => pod.node !== null && describeLeaving({ ...pod, terminating: true }) !== null);
  if (silent.length === 0) return null;
  const nodes = [...new Set(silent.map(({ node }) => node ?? ""))].map((name) => ({ name }));
  const [node, does] = nodes.length === 1 ? ["Node", "does"] : ["Nodes", "do"];
  const sentence = `${onTarget} of ${workload.desired} nodes run ${to.version}. ${node} ${nameSome(nodes)} ${does} not answer.`;
  const waits = old.some((pod) => pod.ready) && workload.maxUnavailable === String(nodes.length);
  return waits ? `${sentence} Meanwhile no other pod may be stopped (maxUnavailable ${workload.maxUnavailable}).` : sentence;
}

/** Old pods that were told to go and are still there long after: how long, and what keeps them. Empty where there are none. */
export function sayOverdue(leaving: readonly Pod[], now: Date): string {
  const minutes = ({ leaveBy }: Pod) => (leaveBy ? Math.floor((now.getTime() - leaveBy.getTime()) / 60_000) : 0);
  const [worst, ...others] = leaving.filter((pod) => minutes(pod) > 0).sort((a, b) => minutes(b) - minutes(a));
  if (!worst) return "";
  const [finalizer] = worst.finalizers ?? [];
  const node = `its node ${worst.node ?? "unknown"}`;
  const silent = describeLeaving(worst) !== null ? `${node} does not answer` : `${node} has not said that it stopped`;
  const why = finalizer ? `finalizer ${plainWords(finalizer, 100) ?? "of its own"} keeps it until whoever set it takes it off` : silent;
  const more = others.length > 0 ? ` ${others.length} more ${others.length === 1 ? "does" : "do"} as well.` : "";
  return `Pod ${worst.name} was to be gone ${minutes(worst)} min ago and is still there: ${why}.${more}`;
}

/** With nothing to spare, the first new pod has to find room beside all the old ones. */
function noRoom({ to }: Run, { workload, onTarget, coming, old, judgement }: Held): string | null {
  const [trouble] = judgement.reasons;
  if (workload.ref.kind !== "Deployment" || workload.strategy !== "RollingUpdate" || !trouble || judgement.verdict === "unknown")
    return null;
  const hasNoPlace = coming.every((pod) => pod.ready || pod.unschedulable !== null);
  if (!hasNoPlace || mayStop(workload) > 0 || !old.some((pod) => pod.ready)) return null;
  return `${trouble} ${count(onTarget, workload)} run ${to.version}. No old pod is stopped before a new one is ready (maxUnavailable ${workload.maxUnavailable}), so one more has to find its place.`;
}

/** How many pods may be missing during a rolling update. Kubernetes rounds a share down. */
function mayStop({ maxUnavailable, desired }: Workload): number {
  const share = /^(\d+)%$/.exec(maxUnavailable ?? "")?.[1];
  return share === undefined ? Number(maxUnavailable ?? 1) : Math.floor((Number(share) * desired) / 100);
}

function count(onTarget: number, { desired }: Workload): string {
  return `${onTarget} of ${desired} pods`;
}
