import { afterEach, beforeEach, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  await scene.database.db.environment.updateMany({ data: { heardAt: new Date("2026-01-31T03:12:05Z") } });
});
afterEach(() => scene.close());

const goes = () =>
  void (scene.cluster.unreachable = () => new ClusterError("timeout", "The cluster did not answer within 1.5 s.", { applied: "no" }));
const comesBack = () => void (scene.cluster.unreachable = null);
const SAID =
  "The cluster of Production cannot be reached; it was last heard at 03:12:05 UTC. The cluster did not answer within 1.5 s. Nothing was changed.";
const runs = () => scene.database.db.rollback.findMany();
const plan = async () => (await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } })).id;
const workerDrives = (rollbackId: string) =>
  advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: scene.snapshot() } });

test("says which cluster, since when and why, and does nothing by itself", async () => {
  const planId = await plan();
  goes();
  await expect(plan()).rejects.toMatchObject({ code: "cluster-unreachable", publicMessage: SAID });
  await expect(confirmRollback({ ctx: scene.ctx(), input: { planId } })).rejects.toMatchObject({
    code: "cluster-unreachable",
    publicMessage: SAID,
    detail: { heardAt: "2026-01-31T03:12:05.000Z" },
  });
  expect(await runs()).toEqual([]);
});

/** Told to keep trying, by a process that has gone since. */
async function told(): Promise<string> {
  const planId = await plan();
  goes();
  const confirmation = await confirmRollback({ ctx: scene.ctx(), input: { planId, keepTrying: true } });
  await scene.database.db.rollback.updateMany({ data: { leaseUntil: null } });
  expect(await runs()).toMatchObject([{ phase: "applying", sentence: expect.stringContaining("for 10 min") as string }]);
  return confirmation.rollbackId;
}

test("told to keep trying, it is sent once the cluster is back", async () => {
  const id = await told();
  scene.tick(120);
  comesBack();
  await workerDrives(id);
  expect(await runs()).toMatchObject([{ id, phase: "following" }]);
  expect(scene.cluster.writes).toHaveLength(1);
});

test("told to keep trying, it is not sent any more after 10 min, and says that nothing was changed", async () => {
  const id = await told();
  scene.tick(601);
  comesBack();
  await workerDrives(id);
  expect(await runs()).toMatchObject([{ phase: "errored", sentence: expect.stringContaining("Nothing was changed.") as string }]);
  expect(scene.cluster.writes).toEqual([]);
});

test("not told to, what was recorded before the cluster went ends with nothing written", async () => {
  const planId = await plan();
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind !== "started") throw new Error("expected a new rollback");
  goes();
  await driveToAccepted({ ctx, run: confirmation.run, seen: null });
  expect(await runs()).toMatchObject([{ phase: "errored", sentence: expect.stringContaining("Nothing was changed.") as string }]);
});
