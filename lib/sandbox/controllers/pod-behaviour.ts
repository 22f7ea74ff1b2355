import { createHash } from "node:crypto";
import type { Behaviour, Cluster, ImageBehaviour } from "../cluster";
import { readUnreadyWhen, type UnreadyWhen } from "../config/unready-when";
import type { Pod } from "../objects/kube-object";

export interface PodBehaviour {
  behaviour: Behaviour;
  startMs: number;
  stopMs: number;
  syncMs: number;
  unreadyWhen: UnreadyWhen | undefined;
}

const between = ([low, high]: readonly [number, number], random: () => number) => Math.round(low + (high - low) * random());

/** What its template's annotations say, then what its images are known for, then a pod that simply works. */
export function podBehaviour({ images, unknownImages, podTimings, random }: Cluster, pod: Pod): PodBehaviour {
  const said = pod.metadata.annotations ?? {};
  const used = pod.spec.containers.map(({ image = "" }) => images[image] ?? unknownImage(unknownImages));
  const worst = used.find(({ behaviour = "ready" }) => behaviour !== "ready") ?? used[0];
  return {
    behaviour: (said["kubelet.test/behaviour"] as Behaviour | undefined) ?? worst?.behaviour ?? "ready",
    startMs: Number(said["kubelet.test/start-ms"] ?? worst?.startMs ?? between(podTimings.startMs, random)),
    stopMs: Number(said["kubelet.test/stop-ms"] ?? between(podTimings.stopMs, random)),
    syncMs: between(podTimings.syncMs, random),
    unreadyWhen: readUnreadyWhen(said["kubelet.test/unready-when"] ?? used.find(({ unreadyWhen }) => unreadyWhen)?.unreadyWhen),
  };
}

const unknownImage = (behaviour: Cluster["unknownImages"]): ImageBehaviour => ({ behaviour });

/** What a pod's containers report as `imageID`: told by the template, known of the image, or made up from its name. */
export function podImageId({ images }: Cluster, pod: Pod): (image: string) => string {
  const told = pod.metadata.annotations?.["kubelet.test/digest"];
  return (image) => {
    const digest = told ?? images[image]?.digest ?? createHash("sha256").update(image).digest("hex");
    return `${image.split("@")[0]?.replace(/:[^/:]*$/, "")}@sha256:${digest}`;
  };
}
