import { configReferences } from "@/lib/bots/config/config-references";
import type { Snapshot } from "@/lib/bots/types";
import { lookConfig } from "./look-config";
import type { LiveView } from "./live-view";

/** All that the cluster says of a bot this moment, asked for and not watched; null: there is no such object. @throws ClusterError */
export async function lookAnew(view: LiveView): Promise<Snapshot | null> {
  const { cluster, ref } = view;
  const workload = await cluster.getWorkload(ref);
  if (!workload) return null;
  const names = configReferences(workload.template).map(({ name }) => name);
  const [revisions, pods, config] = await Promise.all([
    cluster.listRevisions(workload),
    cluster.listPods(workload),
    lookConfig(view, names),
  ]);
  return { workload, revisions, pods, config };
}
