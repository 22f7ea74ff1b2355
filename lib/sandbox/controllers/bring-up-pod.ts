import type { Cluster } from "../cluster";
import { configMapsOf } from "../config/config-maps-of";
import { missingVariables, missingVolumes } from "../config/missing-config";
import { isUnready } from "../config/unready-when";
import type { Pod } from "../objects/kube-object";
import type { PodBehaviour } from "./pod-behaviour";
import { bindPod, report, tell, warn } from "./pod-writes";

/** Crashing containers are started again after 10 s, then twice as long each time, at most 5 minutes: as Kubernetes does. */
const backOff = (restarts: number) => Math.min(300_000, 10_000 * 2 ** restarts);

interface Node {
  cluster: Cluster;
  /** Goes on with a pod after so many milliseconds, as it is then, unless something else comes first. */
  step: (pod: Pod, milliseconds: number, next: (current: Pod) => void) => void;
}

/** Binds a pod, mounts its volumes and starts its containers, or lets them fail as they are meant to. */
export function bringUpPod({ cluster, step }: Node, pod: Pod, life: PodBehaviour): void {
  const { behaviour } = life;
  if (pod.spec.nodeName === undefined) bindPod(cluster, pod);
  const bound = cluster.store.get("pods", pod.metadata.namespace, pod.metadata.name) as Pod;
  report(cluster, bound, { behaviour, stage: "starting" });
  mountVolumes(bound);

  function mountVolumes(pod: Pod): void {
    const missing = missingVolumes(pod, configMapsOf(cluster.store, pod));
    for (const { volume, why } of missing) {
      warn(cluster, pod, { reason: "FailedMount", message: `MountVolume.SetUp failed for volume "${volume}" : ${why}` });
    }
    if (missing.length > 0) step(pod, life.syncMs, mountVolumes);
    else step(pod, life.startMs, pullImages);
  }

  function pullImages(pod: Pod): void {
    if (behaviour === "image-pull") {
      const image = pod.spec.containers[0]?.image;
      report(cluster, pod, { behaviour, stage: "pulling-fails" });
      warn(cluster, pod, { reason: "Failed", message: `Failed to pull image "${image}": not found` });
      return step(pod, life.startMs, (current) => {
        report(cluster, current, { behaviour, stage: "up" });
        warn(cluster, current, { reason: "BackOff", message: `Back-off pulling image "${image}"` });
      });
    }
    for (const { name, image } of pod.spec.containers) {
      tell(cluster, pod, { reason: "Pulled", message: `Successfully pulled image "${image}"`, container: name });
    }
    startContainers(pod);
  }

  function startContainers(pod: Pod): void {
    const find = configMapsOf(cluster.store, pod);
    const configErrors = new Map<string, string>();
    for (const container of pod.spec.containers) {
      const why = missingVariables(container, pod.metadata.namespace, find);
      if (why !== undefined) configErrors.set(container.name, why);
    }
    if (configErrors.size > 0) {
      report(cluster, pod, { behaviour, stage: "config-fails", configErrors });
      configErrors.forEach((why, container) => warn(cluster, pod, { reason: "Failed", message: `Error: ${why}`, container }));
      return step(pod, life.syncMs, startContainers);
    }
    for (const { name } of pod.spec.containers) tell(cluster, pod, { reason: "Started", message: "Container started", container: name });
    if (behaviour === "crash") return crashAgain({ cluster, step }, pod, 1);
    const refuses = behaviour === "ready" && life.unreadyWhen !== undefined && isUnready(pod, life.unreadyWhen, find, "starts");
    if (refuses || behaviour === "never-ready") return showReadiness(cluster, pod, false);
    report(cluster, pod, { behaviour, stage: "up" });
  }
}

/** A container that crashed is started, crashes, and waits longer than before. */
export function crashAgain({ cluster, step }: Node, pod: Pod, restarts: number): void {
  report(cluster, pod, { behaviour: "crash", stage: "up", restarts });
  const message = `Back-off restarting failed container ${pod.spec.containers[0]?.name} in pod ${pod.metadata.name}`;
  warn(cluster, pod, { reason: "BackOff", message });
  step(pod, backOff(restarts), (current) => crashAgain({ cluster, step }, current, restarts + 1));
}

/** Says of a pod that is up whether it takes work. */
export function showReadiness(cluster: Cluster, pod: Pod, isReady: boolean): void {
  const restarts = pod.status?.containerStatuses?.[0]?.restartCount ?? 0;
  report(cluster, pod, { behaviour: isReady ? "ready" : "never-ready", stage: "up", restarts });
  if (isReady) return;
  warn(cluster, pod, { reason: "Unhealthy", message: "Readiness probe failed: HTTP probe failed with statuscode: 503" });
}
