import type { Pod } from "@/lib/cluster/types";
import { asEnd } from "./one-line";

/** Reasons of a whole pod that ended. https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/kubelet */
const ENDS: Record<string, string> = {
  Evicted: "was evicted from its node",
  Terminated: "was ended because its node shut down",
  NodeShutdown: "was ended because its node shut down",
  NodeLost: "was lost with its node",
  Preempting: "had to make room for a more important pod",
  DeadlineExceeded: "ran longer than its own time limit (activeDeadlineSeconds)",
  NodeAffinity: "was refused by its node, which no longer matches its node selector",
  UnexpectedAdmissionError: "was refused by its node",
};

/** What became of a pod that ended for good. */
export function describeEnd({ reason = "", message = "", conditions = [] }: Pod): string {
  const disrupted = conditions.find(({ type, status }) => type === "DisruptionTarget" && status === "True");
  const end = reason.startsWith("OutOf") ? "was refused by its node, which has no room for it" : ENDS[reason];
  if (end) return `${end}${because(message)} It does not come back.`;
  if (disrupted) return `was removed from its node${because(disrupted.message)} It does not come back.`;
  return "ended and does not come back.";
}

/**
 * Whether the cluster counts a pod out because its node does not answer: its containers were all well when the node was last heard.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/util/node/controller_utils.go (MarkPodsNotReady)
 */
export function isNodeSilent({ phase, ready, reason = "", conditions = [], containers, events = [] }: Pod): boolean {
  if (reason === "NodeLost") return true;
  if (ready || phase !== "Running") return false;
  const said = (type: string) => conditions.find((condition) => condition.type === type);
  const wasWell = said("ContainersReady")?.status === "True" && !said("Ready")?.reason && containers.every((container) => container.ready);
  return wasWell && (said("Ready")?.status === "False" || events.some((event) => event.reason === "NodeNotReady"));
}

/** A condition of the pod's own choosing that is still to come true; null where it waits for none. */
export function awaitedGate({ conditions = [] }: Pod): string | null {
  const ready = conditions.find(({ type }) => type === "Ready");
  if (ready?.reason !== "ReadinessGatesNotReady") return null;
  return /readiness gate "([^"]+)"/.exec(ready.message)?.[1] ?? "of its own";
}

/** What keeps a pod from leaving that was told to; null where nothing is known to. */
export function describeLeaving(pod: Pod): string | null {
  if (!pod.terminating || !isNodeSilent(pod)) return null;
  return `Pod ${pod.name} cannot leave: its node ${pod.node ?? "unknown"} does not answer.`;
}

function because(message: string): string {
  return message.trim() === "" ? "." : `: ${asEnd(message, 200)}`;
}
