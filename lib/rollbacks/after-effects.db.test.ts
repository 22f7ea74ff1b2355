import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { FieldOwner } from "@/lib/cluster/types";
import { abortRollback } from "./abort-rollback";
import { advanceRollback } from "./advance-rollback";
import { settleAfterEffects } from "./after-effects";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { readRollback } from "./read-rollback";
import { readRun } from "./run";
import { Scene } from "./testing/scene";

const HELD = { "f:spec": { "f:template": { "f:spec": { "f:containers": {} } } } };
const owner = (manager: string, operation: string): FieldOwner => ({ manager, operation, time: null, subresource: null, fields: HELD });
const gone = () => new ClusterError("unreachable", "The cluster does not answer.", { applied: "unknown" });

let scene: Scene;
let id: string;
beforeEach(async () => {
  scene = await Scene.open();
  if (scene.cluster.live) scene.cluster.live.fieldOwners = [owner("kubectl", "Apply")];
  const { id: planId } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
  const ctx = scene.ctx();
  const started = await confirmRollback({ ctx, input: { planId, reason: "mail kim@example.com", typedName: "omniserve" } });
  if (started.kind !== "started") throw new Error(started.kind);
  await driveToAccepted({ ctx, run: started.run, seen: started.live });
  id = started.rollbackId;
  if (scene.cluster.live) scene.cluster.live.fieldOwners.push(owner("lastgood", "Update"));
  return () => scene.close();
});
afterEach(() => (scene.cluster.unreachable = null));

const look = (holder = "wrk_1") => advanceRollback({ ctx: scene.ctx(), input: { rollbackId: id, holder, snapshot: scene.snapshot() } });
const remarks = async () =>
  (await readRollback({ ctx: scene.ctx(), input: { id } })).remarks
    .map(({ sentence }) => sentence)
    .filter((one) => !one.startsWith("The cluster accepted"));
const owed = () =>
  scene.database.db.rollbackStep.count({ where: { rollbackId: id, name: { in: ["given-back", "announced"] }, doneAt: { not: null } } });
const managers = () => scene.cluster.live?.fieldOwners.map(({ manager }) => manager);

describe("a run that is stopped after the cluster accepted it", () => {
  const stop = () => abortRollback({ ctx: scene.ctx(), input: { id, reason: "wrong bot" } });

  test("leaves what it wrote to its owners all the same: the next apply meets no conflict", async () => {
    expect(await stop()).toMatchObject({ phase: "aborted" });
    expect([scene.cluster.givenBack.length, await owed()]).toEqual([1, 2]);
    expect(managers()).toEqual(["kubectl"]);
    expect(await remarks()).toContain("The fields that this rollback wrote belong to kubectl again: the next apply meets no conflict.");
  });

  test("says what the next apply will meet where the cluster does not answer, and is stopped", async () => {
    scene.cluster.unreachable = gone;
    expect(await stop()).toMatchObject({ phase: "aborted" });
    expect((await remarks()).some((one) => one.includes("could not be given back"))).toBe(true);
  });

  test("is left alone where the bot is gone by then", async () => {
    scene.cluster.live = null;
    expect(await stop()).toMatchObject({ phase: "aborted" });
    expect(scene.cluster.givenBack).toEqual([]);
  });
});

describe("after the cluster accepted a rollback", () => {
  test("the click has not waited for any of it; the next look does it, once", async () => {
    expect([scene.cluster.givenBack.length, scene.cluster.events.length]).toEqual([0, 0]);
    await look();
    await look();
    expect([scene.cluster.givenBack.length, scene.cluster.events.length, await owed()]).toEqual([1, 1, 2]);
    expect(managers()).toEqual(["kubectl"]);
    expect(await remarks()).toContain("The fields that this rollback wrote belong to kubectl again: the next apply meets no conflict.");
  });

  test("the event says who and what, and neither why nor an address", async () => {
    await look();
    expect(scene.cluster.events).toMatchObject([
      {
        reason: "RolledBack",
        name: `omniserve.${id.replace("_", "-")}`,
        message: `1.2.0 → 1.1.0, rolled back by Kim with Lastgood (${id})`,
      },
    ]);
  });

  test("an object that moved on is looked at again, within one look", async () => {
    const snapshot = scene.snapshot();
    scene.cluster.interfere({
      before: () => {
        if (scene.cluster.live) scene.cluster.live = { ...scene.cluster.live, resourceVersion: "moved" };
      },
    });
    await advanceRollback({ ctx: scene.ctx(), input: { rollbackId: id, holder: "wrk_1", snapshot } });
    expect([scene.cluster.givenBack.length, await owed()]).toEqual([2, 2]);
    expect(managers()).toEqual(["kubectl"]);
  });

  test("a template that is not the target's any more is left to whoever brought it", async () => {
    const snapshot = scene.snapshot();
    scene.cluster.interfere({
      before: () => scene.cluster.deploy({ spec: { containers: [] } }, { resourceVersion: "moved" }),
    });
    await advanceRollback({ ctx: scene.ctx(), input: { rollbackId: id, holder: "wrk_1", snapshot } });
    expect(scene.cluster.givenBack).toHaveLength(1);
    expect(managers()).toEqual(["kubectl", "lastgood"]);
  });

  test("killed before it was written down, it is found done", async () => {
    await look();
    await scene.database.db.rollbackStep.deleteMany({ where: { name: { in: ["given-back", "announced"] } } });
    await look();
    expect([scene.cluster.givenBack.length, scene.cluster.events.length, await owed()]).toEqual([1, 1, 2]);
  });

  test("a cluster that gives no answer is tried again, and given up in words", async () => {
    scene.cluster.unreachable = gone;
    for (let tries = 0; tries < 4; tries++) await look();
    expect(await owed()).toBe(0);
    await look();
    expect(await owed()).toBe(2);
    const said = await remarks();
    expect(said.some((one) => one.includes("--force-conflicts takes them over"))).toBe(true);
    expect(said).toContain("No Kubernetes event tells of this rollback: the cluster gave no answer.");
  });

  test("without the rights for it the run goes on, and says so", async () => {
    scene.cluster.forbidden.add("create events");
    scene.cluster.interfere({ instead: { kind: "forbidden", message: "a webhook says no" } });
    await look();
    const said = await remarks();
    expect(said).toContain("No Kubernetes event tells of this rollback: Lastgood's account may not create events in namespace support.");
    expect(said.some((one) => one.includes("given back to kubectl") && one.endsWith("The cluster says: a webhook says no"))).toBe(true);
    expect(await readRollback({ ctx: scene.ctx(), input: { id } })).toMatchObject({ active: true });
  });

  test("who has lost the lease meanwhile writes nothing down", async () => {
    const { leaseEpoch } = await scene.database.db.rollback.findUniqueOrThrow({ where: { id } });
    const run = await readRun(scene.ctx(), id, { epoch: leaseEpoch, end: Infinity });
    await scene.database.db.rollback.update({ where: { id }, data: { leaseEpoch: { increment: 1 } } });
    const live = scene.cluster.live;
    if (live) await settleAfterEffects(scene.ctx(), { run, live, last: false });
    expect([scene.cluster.givenBack.length, await owed()]).toEqual([1, 0]);
  });
});
