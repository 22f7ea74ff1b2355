import { beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { readConfigDrift } from "./read-config-drift";
import { configScene } from "./testing/config-scene";
import type { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await configScene();
  const ctx = scene.ctx();
  const { id: planId } = await planRollback({ ctx, input: { botId: scene.botId } });
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return () => scene.close();
});
const read = () => readConfigDrift({ ctx: scene.ctx(), input: { botId: scene.botId } });

describe("what the next ordinary deploy brings of ConfigMaps", () => {
  test("is the original as it is now, beside the copy that runs", async () => {
    const { items } = await read();
    expect(items).toMatchObject([{ name: "rules", copy: expect.stringMatching(/^rules-lg-/) as string, differs: true }]);
    expect(items[0]?.diff.map(({ key, change }) => [key, change])).toEqual([
      ["mode", "changed"],
      ["more", "added"],
      ["threshold", "changed"],
    ]);
    scene.cluster.setConfigMap("rules", { mode: "kind", threshold: "0.7" });
    expect((await read()).items).toMatchObject([{ differs: false }]);
  });

  test("is not known where Lastgood may not read ConfigMaps", async () => {
    const refuse = async () => Promise.reject(new ClusterError("forbidden", "configmaps is forbidden"));
    const cluster = { ...scene.cluster.clusters.of({ name: "production", context: null }), getConfigMap: refuse };
    const ctx = { ...scene.ctx(), clusters: { of: () => cluster, close: async () => {} } };
    const { items } = await readConfigDrift({ ctx, input: { botId: scene.botId } });
    expect(items).toMatchObject([{ name: "rules", differs: null, note: "Lastgood may not read ConfigMaps here." }]);
  });

  test("cannot be said while the cluster is out of reach, of a bot that is gone, or of none", async () => {
    scene.cluster.unreachable = () => new ClusterError("unreachable", "The cluster refused the connection.");
    await expect(read()).rejects.toMatchObject({ code: "cluster-unreachable" });
    scene.cluster.unreachable = null;
    scene.cluster.live = null;
    await expect(read()).rejects.toMatchObject({ code: "bot-gone" });
    const none = readConfigDrift({ ctx: scene.ctx(), input: { botId: "bot_none" } });
    await expect(none).rejects.toMatchObject({ code: "not-found" });
  });
});
