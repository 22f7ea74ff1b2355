import type { JsonObject } from "@/lib/platform/json";
import { mapConfigMap } from "./map-config-map";
import { mapPod } from "./map-pod";
import { mapRevision } from "./map-revision";
import { mapWorkload } from "./map-workload";
import type { Watched, WatchedKind } from "./types";

/** A raw object of a watched kind as ours; null for one that is none of our business (a ReplicaSet that nothing controls). */
export function mapWatched(kind: WatchedKind, object: JsonObject): Watched | null {
  switch (kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
      return { kind, object: mapWorkload(kind, object) };
    case "ReplicaSet":
    case "ControllerRevision": {
      const revision = mapRevision(kind, object);
      return revision && { kind, object: revision };
    }
    case "Pod":
      return { kind, object: mapPod(object) };
    case "ConfigMap":
      return { kind, object: mapConfigMap(object) };
  }
}
