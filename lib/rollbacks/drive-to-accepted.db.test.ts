import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import type { PatchOutcome } from "@/lib/cluster/types";
import { advanceRollback } from "./advance-rollback";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { template } from "@/lib/health/testing/sightings";
import { Scene, WORKER } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const lost = () => {
  throw new ClusterError("timeout", "no answer in 5 s", { applied: "unknown" });
};
const refusedConnection = () => {
  throw new ClusterError("unreachable", "connect ECONNREFUSED", { applied: "no" });
};

async function begin() {
  const { id: planId } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind !== "started") throw new Error("expected a new rollback");
  return { ctx, rollbackId: confirmation.rollbackId, run: confirmation.run, seen: confirmation.live };
}
const row = (id: string) => scene.database.db.rollback.findUniqueOrThrow({ where: { id } });
const workerSees = (rollbackId: string) =>
  advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId, holder: "wrk_1", snapshot: scene.snapshot() } });

describe("carrying a rollback to accepted", () => {
  test("writes once, and says what the cluster answered", async () => {
    const started = await begin();
    await driveToAccepted(started);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(await row(started.rollbackId)).toMatchObject({
      phase: "following",
      generation: scene.cluster.live?.generation,
      acceptedAt: scene.now,
    });
  });

  test("twice writes once", async () => {
    const started = await begin();
    await driveToAccepted(started);
    await driveToAccepted(started);
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("reads back an answer that was lost after the write was applied", async () => {
    const started = await begin();
    scene.cluster.interfere({ after: lost });
    await driveToAccepted(started);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "following" });
  });

  test("sends again what was lost before it arrived, onto the generation just read", async () => {
    const started = await begin();
    scene.cluster.interfere({ before: lost });
    await driveToAccepted(started);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(scene.cluster.writes[0]?.some(({ path }) => path === "/metadata/generation")).toBe(true);
  });

  test("goes on when annotations or scale moved in between", async () => {
    const started = await begin();
    scene.cluster.interfere({ before: () => scene.cluster.deploy(template("1.2.0", { "lastgood.dev/x": "1" })) });
    await driveToAccepted(started);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "following" });
  });

  test("never overwrites what nobody looked at: a deploy in between supersedes it", async () => {
    const started = await begin();
    scene.cluster.interfere({ before: () => scene.cluster.deploy(template("1.3.0")) });
    await driveToAccepted(started);
    expect(scene.cluster.writes).toEqual([]);
    expect(scene.cluster.live?.template).toEqual(template("1.3.0"));
    expect(await row(started.rollbackId)).toMatchObject({
      phase: "superseded",
      sentence: expect.stringContaining("Another release") as string,
    });
  });

  test.each<[string, PatchOutcome, string]>([
    ["finds it invalid", { kind: "invalid", message: "spec.template: Invalid value", causes: [] }, "invalid"],
    ["does not allow it", { kind: "forbidden", message: "exceeded quota: small" }, "exceeded quota: small"],
    ["has a webhook that refuses", { kind: "refused", status: 400, message: "admission webhook denied" }, "admission webhook denied"],
    ["lost the bot", { kind: "not-found", message: "" }, "deleted"],
  ])("ends as failed, in words, when the cluster %s", async (_, instead, words) => {
    const started = await begin();
    scene.cluster.interfere({ instead });
    await driveToAccepted(started);
    expect(await row(started.rollbackId)).toMatchObject({
      phase: "failed",
      endedAt: scene.now,
      sentence: expect.stringContaining(words) as string,
    });
  });

  test("ends as errored, with nothing changed, when the cluster cannot be reached", async () => {
    const started = await begin();
    for (let i = 0; i < 5; i++) scene.cluster.interfere({ before: refusedConnection });
    await driveToAccepted(started);
    expect(await row(started.rollbackId)).toMatchObject({
      phase: "errored",
      sentence: expect.stringContaining("Nothing was changed.") as string,
    });
    expect(scene.cluster.writes).toEqual([]);
  });

  test("stays open when nobody can tell, and the worker reads it back later", async () => {
    const started = await begin();
    scene.cluster.interfere({ after: () => ((scene.cluster.unreachable = () => new ClusterError("timeout", "no answer")), lost()) });
    await driveToAccepted(started);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "applying", endedAt: null, leaseUntil: null });

    scene.cluster.unreachable = null;
    await workerSees(started.rollbackId);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "following" });
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test.each([
    ["was applied all the same is followed", lost, "following", 1],
    ["never arrived is not sent by surprise", refusedConnection, "errored", 0],
  ] as const)("found again after a long time, what %s", async (_, fault, phase, writes) => {
    const started = await begin();
    if (fault === lost) {
      scene.cluster.interfere({ after: () => ((scene.cluster.unreachable = () => new ClusterError("timeout", "no answer")), lost()) });
      await driveToAccepted(started);
    }
    scene.cluster.unreachable = null;
    scene.tick(3_600);
    await scene.database.db.rollback.update({ where: { id: started.rollbackId }, data: { leaseUntil: new Date(0) } });
    await workerSees(started.rollbackId);
    expect(await row(started.rollbackId)).toMatchObject({ phase });
    expect(scene.cluster.writes).toHaveLength(writes);
  });

  test("is left to the process that holds the lease, and taken over when that one is dead", async () => {
    const { rollbackId } = await begin();
    await workerSees(rollbackId);
    expect(scene.cluster.writes).toEqual([]);

    await scene.database.db.rollback.update({ where: { id: rollbackId }, data: { leaseUntil: new Date(0) } });
    await workerSees(rollbackId);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(await row(rollbackId)).toMatchObject({ phase: "following", leaseEpoch: 2 });
  });

  test("a holder that was held up and lost its lease writes nothing more, to the cluster or the record", async () => {
    const started = await begin();
    started.run.lease.end = performance.now();
    await scene.database.db.rollback.update({ where: { id: started.rollbackId }, data: { leaseHolder: "wrk_2", leaseEpoch: 2 } });
    await driveToAccepted(started);
    expect(scene.cluster.writes).toEqual([]);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "applying", leaseEpoch: 2 });
  });

  test("a holder whose lease goes while the cluster answers leaves the record to the new one", async () => {
    const started = await begin();
    const { db } = scene.database;
    await db.rollback.update({ where: { id: started.rollbackId }, data: { leaseHolder: "wrk_2", leaseEpoch: 2 } });
    await driveToAccepted(started);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "applying", leaseEpoch: 2, acceptedAt: null });
    await db.rollback.update({ where: { id: started.rollbackId }, data: { leaseUntil: new Date(0) } });
    await workerSees(started.rollbackId);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "following" });
    expect(scene.cluster.writes).toHaveLength(1);
  });
});

describe("a run that the cluster has accepted", () => {
  test("recovers once, with one audit entry for its end", async () => {
    const started = await begin();
    await driveToAccepted(started);
    await scene.run("1.1.0");
    await Promise.all([workerSees(started.rollbackId), workerSees(started.rollbackId)]);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "recovered", endedAt: scene.now });
    const audit = await scene.database.db.auditEntry.findMany({ orderBy: { seq: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual(["rollback.confirm", "rollback.recovered"]);
  });

  test("ends as errored at its deadline when the cluster stays out of sight", async () => {
    const started = await begin();
    await driveToAccepted(started);
    scene.tick(601);
    await advanceRollback({ ctx: scene.ctx(WORKER), input: { rollbackId: started.rollbackId, holder: "wrk_1", snapshot: undefined } });
    expect(await row(started.rollbackId)).toMatchObject({ phase: "errored", sentence: expect.stringContaining("out of sight") as string });
  });

  test("is never rewritten after its end", async () => {
    const started = await begin();
    await driveToAccepted(started);
    await scene.run("1.1.0");
    await workerSees(started.rollbackId);
    await scene.run("1.2.0");
    await workerSees(started.rollbackId);
    expect(await row(started.rollbackId)).toMatchObject({ phase: "recovered" });
  });
});
