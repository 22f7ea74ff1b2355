import { resourceNamed } from "../api/resources";
import { updateObject } from "../api/update-object";
import type { Behaviour, Cluster } from "../cluster";
import { timestamp } from "../clock";
import type { JsonObject } from "../objects/json";
import type { Pod } from "../objects/kube-object";
import { podImageId } from "./pod-behaviour";
import { podStatus, type Stage } from "./pod-status";
import { recordEvent } from "./record-event";

export const nodeName = "practice-node";

/** The scheduler's one write. */
export function bindPod(cluster: Cluster, pod: Pod): void {
  const conditions = [
    { type: "PodScheduled", status: "True" as const, lastProbeTime: null, lastTransitionTime: timestamp(cluster.clock.now()) },
  ];
  cluster.store.put("pods", { ...pod, spec: { ...pod.spec, nodeName }, status: { phase: "Pending", ...pod.status, conditions } } as Pod);
  const { namespace, name } = pod.metadata;
  const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`;
  recordEvent(cluster, pod, { type: "Normal", reason: "Scheduled", message, component: "default-scheduler" });
}

interface Reported {
  behaviour: Behaviour;
  stage: Stage;
  restarts?: number;
  configErrors?: Map<string, string>;
}

/** The kubelet's write of a pod's status. */
export function report(cluster: Cluster, pod: Pod, { restarts = 0, ...reported }: Reported): void {
  const status = podStatus(pod, { ...reported, restarts, now: cluster.clock.now(), imageId: podImageId(cluster, pod) });
  const change = (current: JsonObject) => ({ ...current, status }) as unknown as JsonObject;
  updateObject(cluster, resourceNamed("pods"), pod.metadata, change, { manager: "kubelet", subresource: "status" });
}

interface Said {
  reason: string;
  message: string;
  /** The one of its containers that it is about. */
  container?: string;
}

const saidByKubelet =
  (type: "Normal" | "Warning") =>
  (cluster: Cluster, pod: Pod, { reason, message, container }: Said) =>
    recordEvent(cluster, pod, {
      type,
      reason,
      message,
      component: "kubelet",
      ...(container ? { fieldPath: `spec.containers{${container}}` } : {}),
    });

/** The kubelet's events about a pod. */
export const tell = saidByKubelet("Normal");
export const warn = saidByKubelet("Warning");
