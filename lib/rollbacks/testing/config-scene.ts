import { reading, readingTemplate, rules } from "@/lib/bots/testing/config-bot";
import { observeBot } from "@/lib/bots/observe-bot";
import { PRODUCTION } from "@/lib/bots/testing/watched-bot";
import type { ConfigMap } from "@/lib/cluster/types";
import { workload } from "@/lib/health/testing/sightings";
import { Scene, WORKER } from "./scene";

/** A scene whose bot reads the ConfigMap `rules`: 2.1.0 with threshold 0.7 is known good; then 2.2.0, 0.2 and a further key went live, which is bad. */
export async function configScene(): Promise<Scene> {
  const scene = await Scene.open();
  await deployWith(scene, "2.1.0", { mode: "kind", threshold: "0.7" });
  await scene.database.db.release.updateMany({ where: { config: { not: [] } }, data: { knownGoodAt: scene.now, availableAt: scene.now } });
  scene.tick(3_600);
  await deployWith(scene, "2.2.0", { mode: "harsh", threshold: "0.2", more: "1" });
  scene.tick(60);
  return scene;
}

/** Deploys this version with this content of `rules`, and lets it be recorded. */
export async function deployWith(scene: Scene, version: string, data: Record<string, string>): Promise<void> {
  const { cluster } = scene;
  const edit = Number(cluster.configMaps.get("rules")?.resourceVersion ?? "0") + 1;
  const map: ConfigMap = rules(data, edit, scene.now);
  cluster.configMaps.set("rules", map);
  const generation = (cluster.live?.generation ?? 0) + 1;
  cluster.live = workload({ ...cluster.live, template: readingTemplate(version), generation, observedGeneration: generation });
  const snapshot = reading(version, map, { generation });
  [cluster.revisions, cluster.pods] = [snapshot.revisions, snapshot.pods];
  await observeBot({ ctx: scene.ctx(WORKER), input: { environment: PRODUCTION, snapshot, continuous: true } });
}
