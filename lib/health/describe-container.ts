import type { Pod, PodContainer } from "@/lib/cluster/types";
import { describeConfigProblem, describeStartError } from "./describe-config-problem";
import { describeImageProblem } from "./describe-image-problem";
import { killedByProbe, probeAnswer } from "./describe-probe";
import { exitInWords } from "./exit-in-words";

/** Waiting reasons that do not mend themselves by waiting a little. https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
const IMAGE_REASONS = [
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
  "ErrImageNeverPull",
  "ImageInspectError",
  "RegistryUnavailable",
  "SignatureValidationFailed",
];
const CONFIG_REASONS = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "PostStartHookError"];
/** A container that crashed is believed to be up again only when it has run for so long: between two crashes it runs for seconds, "ready" without a probe. */
const STEADY_MS = 30_000;

/** `says` follows the pod's name; `like` is the same for pods with the same trouble, however often they restarted. */
export type ContainerProblem = { reason: string; says: string; like: string };

/** What is wrong with one container of a pod, or null. */
export function describeContainer(pod: Pod, container: PodContainer, now: Date): ContainerProblem | null {
  const { waiting, lastExit } = container;
  const reason = waiting?.reason ?? "";
  const whole = (says: string): ContainerProblem => ({ reason, says, like: `${reason} ${says}` });

  if (waiting && IMAGE_REASONS.includes(reason)) {
    const says = describeImageProblem(container.image, waiting, pod.events ?? []);
    return whole(
      pod.initContainers.includes(container) ? says.replace(container.image, `${container.image} of its ${nameOf(pod, container)}`) : says,
    );
  }
  if (waiting && CONFIG_REASONS.includes(reason)) {
    return whole(`cannot start ${nameOf(pod, container)}: ${describeConfigProblem(waiting.message || reason)}`);
  }
  const unstarted = lastExit?.message && /^(StartError|ContainerCannotRun)$/.test(lastExit.reason) ? lastExit.message : null;
  if (reason === "CrashLoopBackOff" && unstarted !== null) {
    return whole(`cannot start ${nameOf(pod, container)}: ${describeStartError(unstarted) ?? describeConfigProblem(unstarted)}`);
  }
  if (reason === "CrashLoopBackOff") return crash(pod, container, reason);
  const crashed = lastExit !== null && lastExit.code !== 0 && container.restarts > 0 && (!container.ready || isFresh(container, now));
  return crashed ? crash(pod, container, "Crashed") : null;
}

/** `container bot`, or `init container migrate (1 of 2)`. */
export function nameOf({ initContainers }: Pod, container: PodContainer): string {
  const position = initContainers.indexOf(container);
  if (position < 0) return `container ${container.name}`;
  return `${container.sidecar ? "sidecar" : "init container"} ${container.name} (${position + 1} of ${initContainers.length})`;
}

function crash(pod: Pod, container: PodContainer, reason: "CrashLoopBackOff" | "Crashed"): ContainerProblem {
  const { restarts, lastExit } = container;
  const often = restarts <= 1 ? "restarted once" : `restarted ${restarts} times`;
  const isOnly = pod.initContainers.length === 0 && pod.containers.length === 1;
  const where = isOnly || !needsName(pod, container) ? "" : ` in its ${nameOf(pod, container)}`;
  const probe = killedByProbe(pod, container);
  if (probe) {
    const what = `is killed again and again${where}: its ${probe} probe fails${probeAnswer(pod, container, probe)}`;
    return { reason: "KilledByProbe", says: `${what}, ${often}.`, like: what };
  }
  const exit = lastExit ? exitInWords(lastExit) : "";
  const what = `${reason === "Crashed" ? "crashed" : "crashes on start"}${where}`;
  const how = [often, ...(exit ? [exit] : [])].join(", ");
  return { reason, says: where ? `${what}: ${how}.` : `${what} (${how}).`, like: `${what} ${exit}` };
}

/** The one container of a pod needs no name, whatever ran before it. */
function needsName(pod: Pod, container: PodContainer): boolean {
  return pod.containers.length > 1 || pod.initContainers.includes(container);
}

function isFresh({ runningSince }: PodContainer, now: Date): boolean {
  return runningSince instanceof Date && now.getTime() - runningSince.getTime() < STEADY_MS;
}
