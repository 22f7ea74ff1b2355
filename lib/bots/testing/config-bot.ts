import { NOON, configMap, pods, replicaSet, template } from "@/lib/health/testing/sightings";
import type { ConfigMap, Pod } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import type { Snapshot } from "../types";
import { running } from "./watched-bot";

export type HowRead = "file" | "env";

/** A pod template of this version that reads the map `rules`: mounted whole, or its key `mode` as a variable. */
export function readingTemplate(version: string, how: HowRead = "file"): JsonObject {
  const read =
    how === "file"
      ? { volumeMounts: [{ name: "rules", mountPath: "/etc/rules" }] }
      : { env: [{ name: "MODE", valueFrom: { configMapKeyRef: { name: "rules", key: "mode" } } }] };
  const volumes = how === "file" ? { volumes: [{ name: "rules", configMap: { name: "rules" } }] } : {};
  return { ...template(version), spec: { containers: [{ name: "bot", image: `omniserve:${version}`, ...read }], ...volumes } };
}

/** The map `rules` after edit number `edit`, written by `manager` at `at`. */
export function rules(data: Record<string, string>, edit = 1, at = NOON, manager = "ci-config"): ConfigMap {
  const fieldOwners = [{ manager, operation: "Update", time: at, subresource: null, fields: { "f:data": {} } }];
  return configMap("rules", data, { resourceVersion: String(edit), fieldOwners });
}

/** What the cluster says of a bot that reads `rules`; `map` null: it is not there, undefined: nobody may look. */
export function reading(
  version: string,
  map: ConfigMap | null | undefined,
  more: { how?: HowRead; generation?: number; pods?: Pod[] } = {},
): Snapshot {
  const { how = "file", generation = 1 } = more;
  const own = readingTemplate(version, how);
  return running(version, {
    workload: { template: own, generation, observedGeneration: generation },
    revisions: [{ ...replicaSet(version, generation), template: own }],
    pods: more.pods ?? pods(version, "a b c"),
    config: map === undefined ? null : new Map([["rules", map]]),
  });
}
