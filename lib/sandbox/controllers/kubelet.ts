import type { Cluster } from "../cluster";
import { timestamp } from "../clock";
import type { Pod } from "../objects/kube-object";
import { resourceNamed } from "../api/resources";
import { updateObject } from "../api/update-object";
import type { JsonObject } from "../objects/json";
import { deleteObject } from "../api/delete-object";
import { podBehaviour, podImageId, type PodBehaviour } from "./pod-behaviour";
import { podStatus, type Stage } from "./pod-status";
import { recordEvent } from "./record-event";

export const nodeName = "practice-node";

/** Crashing containers are started again after 10 s, then twice as long each time, at most 5 minutes: as Kubernetes does. */
const backOff = (restarts: number) => Math.min(300_000, 10_000 * 2 ** restarts);

/**
 * Plays scheduler and kubelet: binds pods to the one node, brings them up or lets them fail as they are meant to, and ends those that
 * are deleted. `watch` takes up a pod, also one that an earlier process left half-way.
 */
export function kubelet(cluster: Cluster): { watch: (pod: Pod) => void; forget: (pod: Pod) => void; stop: () => void } {
  const lives = new Map<string, { behaviour: PodBehaviour; cancel: () => void; ending: boolean }>();

  const step = (uid: string, milliseconds: number, pod: Pod, next: (current: Pod) => void) => {
    const life = lives.get(uid);
    if (!life) return;
    life.cancel = cluster.clock.after(milliseconds, () => {
      const current = cluster.store.get("pods", pod.metadata.namespace, pod.metadata.name) as Pod | undefined;
      if (current?.metadata.uid === uid) next(current);
    });
  };

  const report = (pod: Pod, { behaviour }: PodBehaviour, stage: Stage, restarts: number) => {
    const status = podStatus(pod, { now: cluster.clock.now(), behaviour, stage, restarts, imageId: podImageId(cluster, pod) });
    write(cluster, pod, (current) => ({ ...current, status }));
  };

  const crashAgain = (pod: Pod, life: PodBehaviour, restarts: number) => {
    report(pod, life, "up", restarts);
    const message = `Back-off restarting failed container ${pod.spec.containers[0]?.name} in pod ${pod.metadata.name}`;
    say(cluster, pod, "Warning", "BackOff", message);
    step(pod.metadata.uid, backOff(restarts), pod, (current) => crashAgain(current, life, restarts + 1));
  };

  const comeUp = (pod: Pod, life: PodBehaviour) => {
    const { uid } = pod.metadata;
    if (life.behaviour === "image-pull") {
      report(pod, life, "pulling-fails", 0);
      say(cluster, pod, "Warning", "Failed", `Failed to pull image "${pod.spec.containers[0]?.image}": not found`);
      return step(uid, life.startMs, pod, (current) => {
        report(current, life, "up", 0);
        say(cluster, current, "Warning", "BackOff", `Back-off pulling image "${current.spec.containers[0]?.image}"`);
      });
    }
    for (const { name, image } of pod.spec.containers) {
      say(cluster, pod, "Normal", "Pulled", `Successfully pulled image "${image}"`, name);
      say(cluster, pod, "Normal", "Started", `Container started`, name);
    }
    if (life.behaviour === "crash") return crashAgain(pod, life, 1);
    report(pod, life, "up", 0);
    if (life.behaviour === "never-ready")
      say(cluster, pod, "Warning", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503");
  };

  const begin = (pod: Pod, behaviour: PodBehaviour) => {
    const { uid, name, namespace } = pod.metadata;
    if (pod.spec.nodeName === undefined) {
      bind(cluster, pod);
      say(cluster, pod, "Normal", "Scheduled", `Successfully assigned ${namespace}/${name} to ${nodeName}`);
    }
    const current = cluster.store.get("pods", namespace, name) as Pod;
    report(current, behaviour, "starting", 0);
    step(uid, behaviour.startMs, current, (later) => comeUp(later, behaviour));
  };

  const end = (pod: Pod, { behaviour, stopMs }: PodBehaviour) => {
    for (const { name } of pod.spec.containers) say(cluster, pod, "Normal", "Killing", `Stopping container ${name}`, name);
    if (behaviour === "stuck-terminating") return;
    step(
      pod.metadata.uid,
      stopMs,
      pod,
      (current) => void deleteObject(cluster, resourceNamed("pods"), current.metadata, { gracePeriodSeconds: 0 }),
    );
  };

  const watch = (pod: Pod) => {
    const { uid, deletionTimestamp } = pod.metadata;
    const ending = deletionTimestamp !== undefined;
    const known = lives.get(uid);
    if (known && known.ending === ending) return;
    const life = known ?? { behaviour: podBehaviour(cluster, pod), cancel: () => undefined, ending };
    life.cancel();
    life.ending = ending;
    lives.set(uid, life);
    if (ending) return end(pod, life.behaviour);
    const [first] = pod.status?.containerStatuses ?? [];
    if (first?.state.running) return;
    if (first?.state.waiting?.reason === "CrashLoopBackOff") return crashAgain(pod, life.behaviour, first.restartCount + 1);
    begin(pod, life.behaviour);
  };

  const forget = ({ metadata }: Pod) => {
    lives.get(metadata.uid)?.cancel();
    lives.delete(metadata.uid);
  };
  return { watch, forget, stop: () => lives.forEach(({ cancel }) => cancel()) };
}

function bind(cluster: Cluster, pod: Pod): void {
  const conditions = [
    { type: "PodScheduled", status: "True" as const, lastProbeTime: null, lastTransitionTime: timestamp(cluster.clock.now()) },
  ];
  cluster.store.put("pods", { ...pod, spec: { ...pod.spec, nodeName }, status: { phase: "Pending", ...pod.status, conditions } } as Pod);
}

function write(cluster: Cluster, pod: Pod, change: (pod: Pod) => Pod): void {
  const asJson = (current: JsonObject) => change(current as unknown as Pod) as unknown as JsonObject;
  updateObject(cluster, resourceNamed("pods"), pod.metadata, asJson, { manager: "kubelet", subresource: "status" });
}

function say(cluster: Cluster, pod: Pod, type: "Normal" | "Warning", reason: string, message: string, container?: string): void {
  const component = reason === "Scheduled" ? "default-scheduler" : "kubelet";
  recordEvent(cluster, pod, { type, reason, message, component, ...(container ? { fieldPath: `spec.containers{${container}}` } : {}) });
}
