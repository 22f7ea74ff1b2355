import type { Cluster } from "../cluster";
import { sameJson } from "../objects/json";
import type { Deployment, ReplicaSet } from "../objects/kube-object";
import { recordEvent } from "./record-event";
import { sizeAnnotations } from "./revision-annotations";
import { rewrite } from "./rewrite";

/** Gives a ReplicaSet its size, and notes on it what size the Deployment wanted. Returns whether the size changed. */
export function scaleReplicaSet(cluster: Cluster, deployment: Deployment, set: ReplicaSet, size: number): boolean {
  const annotations = { ...set.metadata.annotations, ...sizeAnnotations(deployment) };
  const from = set.spec.replicas;
  if (from === size && sameJson(annotations, set.metadata.annotations)) return false;
  rewrite(cluster, "replicasets", set, (current) => ({
    ...current,
    metadata: { ...current.metadata, annotations },
    spec: { ...current.spec, replicas: size },
  }));
  if (from === size) return false;
  const direction = from < size ? "up" : "down";
  const message = `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${size}`;
  recordEvent(cluster, deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component: "deployment-controller" });
  return true;
}
