import { deleteObject } from "../api/delete-object";
import { resourceNamed } from "../api/resources";
import type { Cluster } from "../cluster";
import { configMapsOf } from "../config/config-maps-of";
import { isUnready } from "../config/unready-when";
import type { Pod } from "../objects/kube-object";
import { bringUpPod, crashAgain, showReadiness } from "./bring-up-pod";
import { podBehaviour, type PodBehaviour } from "./pod-behaviour";
import { tell } from "./pod-writes";

interface Kubelet {
  watch: (pod: Pod) => void;
  /** Lets the pods of a namespace see, in a while, what became of their files. */
  configChanged: (namespace: string | undefined) => void;
  forget: (pod: Pod) => void;
  stop: () => void;
}

interface Life {
  behaviour: PodBehaviour;
  ending: boolean;
  cancel: () => void;
  /** Calls off the next look at its files, where one is due. */
  cancelLook?: (() => void) | undefined;
}

/**
 * Plays scheduler and kubelet: brings pods up on the one node, shows them edits of their config, and ends those that are deleted.
 * `watch` takes up a pod, also one that an earlier process left half-way.
 */
export function kubelet(cluster: Cluster): Kubelet {
  const { clock, store } = cluster;
  const lives = new Map<string, Life>();

  const later = ({ metadata: { uid, namespace, name } }: Pod, milliseconds: number, next: (current: Pod) => void) =>
    clock.after(milliseconds, () => {
      const current = store.get("pods", namespace, name) as Pod | undefined;
      if (current?.metadata.uid === uid) next(current);
    });

  const step = (pod: Pod, milliseconds: number, next: (current: Pod) => void) => {
    const life = lives.get(pod.metadata.uid);
    if (life) life.cancel = later(pod, milliseconds, next);
  };

  const end = (pod: Pod, { behaviour, stopMs }: PodBehaviour) => {
    for (const { name } of pod.spec.containers) {
      tell(cluster, pod, { reason: "Killing", message: `Stopping container ${name}`, container: name });
    }
    if (behaviour === "stuck-terminating") return;
    step(pod, stopMs, ({ metadata }) => void deleteObject(cluster, resourceNamed("pods"), metadata, { gracePeriodSeconds: 0 }));
  };

  const look = (pod: Pod) => {
    const life = lives.get(pod.metadata.uid);
    const { unreadyWhen, behaviour, syncMs = 0 } = life?.behaviour ?? {};
    if (life === undefined || unreadyWhen === undefined || behaviour !== "ready" || life.cancelLook) return;
    life.cancelLook = later(pod, syncMs, (current) => {
      life.cancelLook = undefined;
      const [first] = current.status?.containerStatuses ?? [];
      if (life.ending || !first?.state.running) return;
      const refuses = isUnready(current, unreadyWhen, configMapsOf(store, current), "runs");
      if (refuses === first.ready) showReadiness(cluster, current, !refuses);
    });
  };

  const watch = (pod: Pod) => {
    const { uid, deletionTimestamp } = pod.metadata;
    const ending = deletionTimestamp !== undefined;
    const known = lives.get(uid);
    if (known && known.ending === ending) return;
    const life: Life = known ?? { behaviour: podBehaviour(cluster, pod), cancel: () => undefined, ending };
    life.cancel();
    life.ending = ending;
    lives.set(uid, life);
    if (ending) return end(pod, life.behaviour);
    const [first] = pod.status?.containerStatuses ?? [];
    if (first?.state.running) return look(pod);
    if (first?.state.waiting?.reason === "CrashLoopBackOff") return crashAgain({ cluster, step }, pod, first.restartCount + 1);
    bringUpPod({ cluster, step }, pod, life.behaviour);
  };

  const cancel = (life: Life | undefined) => {
    life?.cancel();
    life?.cancelLook?.();
  };

  return {
    watch,
    configChanged: (namespace) => (store.list("pods", namespace) as Pod[]).forEach(look),
    forget: ({ metadata }) => {
      cancel(lives.get(metadata.uid));
      lives.delete(metadata.uid);
    },
    stop: () => lives.forEach(cancel),
  };
}
