import { expect, onTestFinished, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { configScene } from "./testing/config-scene";

test("a cluster that falls silent after the plan is told of at once, and nothing is tried by itself", async () => {
  const scene = await configScene();
  onTestFinished(() => scene.close());
  const { id: planId } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
  const ctx = scene.ctx();
  const cluster = scene.cluster.clusters.of({ name: "production", context: null });
  const patience: unknown[] = [];
  const getWorkload: typeof cluster.getWorkload = (ref, options) => (patience.push(options), cluster.getWorkload(ref, options));
  scene.cluster.unreachable = () => new ClusterError("timeout", "The cluster did not answer within 1.5 s.", { applied: "unknown" });

  const confirmation = await confirmRollback({ ctx, input: { planId, typedName: "omniserve" } });
  if (confirmation.kind !== "started") throw new Error("expected a new rollback");
  const clusters = { of: () => ({ ...cluster, getWorkload }), close: async () => {} };
  await driveToAccepted({ ctx: { ...ctx, clusters }, run: confirmation.run, seen: confirmation.live });

  expect(await scene.database.db.rollback.findFirstOrThrow()).toMatchObject({
    phase: "errored",
    sentence: "The cluster did not answer within 1.5 s. Nothing was changed. Try again, or use kubectl.",
  });
  expect({ patience, pauses: scene.pauses }).toEqual({ patience: [{ silenceMs: 1_500 }], pauses: [] });
  expect(scene.cluster.writes).toEqual([]);
});
