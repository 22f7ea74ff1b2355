import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClusterError } from "@/lib/cluster/cluster-error";
import { workload } from "@/lib/health/testing/sightings";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { codeHash, releaseHash } from "@/lib/bots/config/release-identity";
import { template } from "@/lib/health/testing/sightings";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const plan = async () => (await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } })).id;
const confirm = (planId: string, more: { reason?: string; typedName?: string; instead?: boolean } = {}) =>
  confirmRollback({ ctx: scene.ctx(), input: { planId, ...more } });
/** As the route does it. */
async function click(planId: string) {
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId } });
  if (confirmation.kind === "started") await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  return confirmation;
}
const rows = () => scene.database.db.rollback.findMany();

describe("confirming a plan", () => {
  test("makes the intent durable, with its audit entry, before anything touches the cluster", async () => {
    const { rollbackId } = await confirm(await plan(), { reason: "wrong answers" });
    expect(scene.cluster.writes).toEqual([]);
    expect(await rows()).toMatchObject([{ id: rollbackId, phase: "applying", reason: "wrong answers", startedBy: { name: "Kim" } }]);
    expect(await scene.database.db.auditEntry.findMany()).toMatchObject([
      { action: "rollback.confirm", botId: scene.botId, reason: "wrong answers" },
    ]);
  });

  test("a hundred times at once is one rollback and one write", async () => {
    const planId = await plan();
    const confirmations = await Promise.all(Array.from({ length: 100 }, () => click(planId)));
    expect(new Set(confirmations.map(({ rollbackId }) => rollbackId)).size).toBe(1);
    expect(confirmations.filter(({ kind }) => kind === "started")).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
    expect(scene.cluster.writes).toHaveLength(1);
    expect(await scene.database.db.auditEntry.count()).toBe(1);
  });

  test("of two people with a plan each to the same target is one rollback", async () => {
    const [first, second] = [await plan(), await plan()];
    const confirmations = await Promise.all([click(first), click(second)]);
    expect(new Set(confirmations.map(({ rollbackId }) => rollbackId)).size).toBe(1);
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("again after it has ended is still that rollback, not a second one", async () => {
    const planId = await plan();
    const { rollbackId } = await click(planId);
    await scene.database.db.rollback.update({ where: { id: rollbackId }, data: { phase: "recovered", endedAt: scene.now } });
    scene.tick(3_600);
    expect(await click(planId)).toEqual({ kind: "joined", rollbackId });
    expect(scene.cluster.writes).toHaveLength(1);
  });

  test("to another target while one runs is refused with the running one", async () => {
    const planId = await plan();
    const { vault } = scene.ctx();
    const [address = ""] = await vault.keep(scene.ctx(), [JSON.stringify(template("1.0.0"))]);
    const other = await scene.database.db.release.create({
      data: {
        id: "rel_other",
        botId: scene.botId,
        hashVersion: 2,
        hash: releaseHash(template("1.0.0"), []),
        codeHash: codeHash(template("1.0.0")),
        config: [],
        template: address,
        version: "1.0.0",
        images: [],
        fieldOwners: [],
        origin: "imported",
        firstSeenAt: scene.now,
      },
    });
    const { id: otherPlan } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId: other.id } });
    const { rollbackId } = await confirm(planId);
    expect(await confirm(otherPlan, { typedName: "omniserve" })).toEqual({ kind: "other-target-running", rollbackId });

    const { db } = scene.database;
    const chosen = await confirm(otherPlan, { typedName: "omniserve", instead: true });
    expect(chosen).toMatchObject({ kind: "started" });
    const [ended] = await db.rollback.findMany({ where: { id: rollbackId }, include: { remarks: true } });
    expect(ended).toMatchObject({ phase: "superseded", sentence: "Kim chose 1.0.0 instead.", leaseEpoch: 2, endedAt: scene.now });
    expect(await confirm(otherPlan, { typedName: "omniserve", instead: true })).toEqual({ kind: "joined", rollbackId: chosen.rollbackId });
    const entries = await db.auditEntry.findMany({ orderBy: { seq: "asc" } });
    expect(entries.map(({ action }) => action)).toEqual(["rollback.confirm", "rollback.superseded", "rollback.confirm"]);
    expect(entries.at(-1)?.after).toMatchObject({ rollback: chosen.rollbackId, instead: rollbackId });
  });

  test("instead of one that runs leaves that one be where the plan is stale", async () => {
    const planId = await plan();
    const { rollbackId } = await confirm(planId);
    const { id: otherPlan } = await planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
    const other = await scene.database.db.release.findFirstOrThrow({ where: { version: "1.2.0" } });
    await scene.database.db.rollbackPlan.update({ where: { id: otherPlan }, data: { toReleaseId: other.id } });
    scene.cluster.deploy(template("1.3.0"));
    await expect(confirm(otherPlan, { typedName: "omniserve", instead: true })).rejects.toMatchObject({ code: "plan-stale" });
    expect(await scene.database.db.rollback.findMany()).toMatchObject([{ id: rollbackId, phase: "applying" }]);
  });

  test.each<[string, (planId: string) => Promise<unknown> | void, string]>([
    ["is refused after 5 minutes", () => scene.tick(301), "plan-expired"],
    ["is refused when another release was deployed meanwhile", () => scene.cluster.deploy(template("1.3.0")), "plan-stale"],
    ["is refused when the bot was paused meanwhile", () => scene.cluster.deploy(template("1.2.0"), { paused: true }), "plan-blocked"],
    ["is refused when the bot was deleted meanwhile", () => void (scene.cluster.live = null), "plan-stale"],
    [
      "is refused when the bot was made anew meanwhile",
      () => void (scene.cluster.live = workload({ uid: "uid-new", template: template("1.2.0") })),
      "plan-stale",
    ],
    ["is refused when somebody else already went there", () => scene.cluster.deploy(template("1.1.0")), "plan-stale"],
    [
      "is refused when a guard blocks",
      (id) =>
        scene.database.db.rollbackPlan.update({
          where: { id },
          data: { guards: [{ name: "paused", outcome: "block", sentence: "It is paused." }] },
        }),
      "plan-blocked",
    ],
    [
      "wants the name typed when a guard warns",
      (id) =>
        scene.database.db.rollbackPlan.update({
          where: { id },
          data: { guards: [{ name: "proved", outcome: "warn", sentence: "Never proved." }] },
        }),
      "name-not-typed",
    ],
    [
      "says so when the cluster does not answer",
      () => void (scene.cluster.unreachable = () => new ClusterError("unreachable", "ECONNREFUSED", { applied: "no" })),
      "cluster-unreachable",
    ],
  ])("%s, and nothing is written", async (_, meanwhile, code) => {
    const planId = await plan();
    await meanwhile(planId);
    await expect(confirm(planId)).rejects.toMatchObject({ code });
    expect(await rows()).toEqual([]);
    expect(scene.cluster.writes).toEqual([]);
  });

  test("that is stale says what changed since", async () => {
    const planId = await plan();
    scene.cluster.deploy(template("1.3.0"));
    await expect(confirm(planId)).rejects.toMatchObject({
      detail: { changed: [{ lines: [{ what: "image", from: "omniserve:1.2.0", to: "omniserve:1.3.0" }] }] },
    });
  });

  test("goes on by itself when only a restart came in between", async () => {
    const planId = await plan();
    scene.cluster.deploy(template("1.2.0", { "kubectl.kubernetes.io/restartedAt": "now" }));
    expect(await click(planId)).toMatchObject({ kind: "started" });
    expect(scene.cluster.live?.template).toEqual(template("1.1.0"));
  });

  test("wants the name typed where the environment asks for it each time, also if it came to do so after the plan", async () => {
    const planId = await plan();
    await scene.database.db.environment.updateMany({ data: { alwaysTypeName: true } });
    await expect(confirm(planId)).rejects.toMatchObject({
      code: "name-not-typed",
      publicMessage: expect.stringContaining("A rollback in Production needs") as string,
    });
    expect(await confirm(planId, { typedName: "omniserve" })).toMatchObject({ kind: "started" });
  });

  test("takes the typed name", async () => {
    const planId = await plan();
    await scene.database.db.rollbackPlan.update({
      where: { id: planId },
      data: { guards: [{ name: "proved", outcome: "warn", sentence: "Never proved." }] },
    });
    await expect(confirm(planId, { typedName: "omniserv" })).rejects.toMatchObject({ code: "name-not-typed" });
    expect(await confirm(planId, { typedName: "omniserve" })).toMatchObject({ kind: "started" });
  });

  test("needs the right to roll back, and a plan that exists", async () => {
    const planId = await plan();
    const viewer = scene.ctx({ kind: "user", id: "usr_v", name: "Vi", role: "viewer" });
    await expect(confirmRollback({ ctx: viewer, input: { planId } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirm("plan_none")).rejects.toMatchObject({ code: "plan-unknown" });
  });
});
