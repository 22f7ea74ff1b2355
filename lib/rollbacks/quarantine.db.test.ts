import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markRelease } from "@/lib/bots/mark-release";
import { proveKnownGood } from "@/lib/bots/prove-known-good";
import { readBot } from "@/lib/bots/read-bot";
import { confirmRollback } from "./confirm-rollback";
import { driveToAccepted } from "./drive-to-accepted";
import { planRollback } from "./plan-rollback";
import { recordAccepted } from "./record-accepted";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const plan = (releaseId?: string) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, ...(releaseId && { releaseId }) } });
const quarantines = () => scene.database.db.quarantine.findMany();
const releaseOf = (version: string) => scene.database.db.release.findFirstOrThrow({ where: { version } });
const target = async () => (await readBot({ ctx: scene.ctx(), input: { id: scene.botId } })).target;

/** As the route does it, to its end. */
async function rollBack(input: { releaseId?: string; reason?: string; typedName?: string } = {}) {
  const { releaseId, ...words } = input;
  const ctx = scene.ctx();
  const confirmation = await confirmRollback({ ctx, input: { planId: (await plan(releaseId)).id, ...words } });
  if (confirmation.kind !== "started") throw new Error("not started");
  await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
  await scene.database.db.rollback.updateMany({ data: { phase: "recovered", endedAt: scene.now } });
}

describe("a release that the cluster accepted a rollback from", () => {
  test("is in quarantine, with who and why, and not before that", async () => {
    const ctx = scene.ctx();
    const confirmation = await confirmRollback({ ctx, input: { planId: (await plan()).id, reason: "wrong answers" } });
    if (confirmation.kind !== "started") throw new Error("not started");
    expect(await quarantines()).toEqual([]);
    await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
    expect(await quarantines()).toMatchObject([
      {
        releaseId: (await releaseOf("1.2.0")).id,
        rollbackId: confirmation.rollbackId,
        reason: "wrong answers",
        by: { name: "Kim" },
        since: scene.now,
        liftedAt: null,
      },
    ]);
  });

  test("is not in quarantine by the hand of a process that lost its lease", async () => {
    const confirmation = await confirmRollback({ ctx: scene.ctx(), input: { planId: (await plan()).id } });
    if (confirmation.kind !== "started" || !confirmation.live) throw new Error("not started");
    const { run, live } = confirmation;
    await recordAccepted(scene.ctx(), { run: { ...run, lease: { ...run.lease, epoch: 0 } }, live });
    expect(await quarantines()).toEqual([]);
  });

  test("is never the default target, however often and in whatever order it was left; asked for, it needs the bot's name", async () => {
    await rollBack({ reason: "wrong answers" });
    await scene.run("1.1.0");
    expect(await target()).toEqual({ kind: "none", because: "all-others-bad" });
    await expect(plan()).rejects.toMatchObject({ code: "nothing-to-roll-back-to" });

    const bad = await releaseOf("1.2.0");
    const { id, guards, needsTypedName } = await plan(bad.id);
    expect(needsTypedName).toBe(true);
    expect(guards.find(({ name }) => name === "quarantine")).toEqual({
      name: "quarantine",
      outcome: "warn",
      sentence: "Kim rolled back from 1.2.0: “wrong answers”.",
    });
    await expect(confirmRollback({ ctx: scene.ctx(), input: { planId: id } })).rejects.toMatchObject({ code: "name-not-typed" });

    await scene.run("1.2.0");
    expect(await target()).toMatchObject({ kind: "chosen", release: { version: "1.1.0" } });
    await rollBack();
    expect(await quarantines()).toHaveLength(1);
  });

  test("stays in quarantine when it is brought again and does well, until somebody lifts it", async () => {
    await rollBack();
    await scene.run("1.1.0");
    scene.tick(60);
    await scene.run("1.2.0");
    for (let passed = 0; passed < 700; passed += 30) {
      scene.tick(30);
      await scene.observe();
      await proveKnownGood({ ctx: scene.ctx() });
    }
    expect((await releaseOf("1.2.0")).knownGoodAt).toBeNull();

    const { id: releaseId } = await releaseOf("1.2.0");
    await markRelease({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId, bad: false, reason: "it was the database" } });
    await proveKnownGood({ ctx: scene.ctx() });
    expect(await releaseOf("1.2.0")).toMatchObject({ knownGoodAt: scene.now });
    expect(await quarantines()).toMatchObject([{ liftedAt: scene.now, liftReason: "it was the database", liftedBy: { name: "Kim" } }]);
  });

  test("may be chosen by itself again once that is lifted", async () => {
    await scene.database.db.release.updateMany({ data: { knownGoodAt: scene.now } });
    await rollBack();
    scene.tick(1);
    await scene.run("1.1.0");
    scene.tick(60);
    const { id: releaseId } = await releaseOf("1.2.0");
    await markRelease({ ctx: scene.ctx(), input: { botId: scene.botId, releaseId, bad: false, reason: "it was the database" } });
    expect(await target()).toMatchObject({ kind: "chosen", release: { version: "1.2.0" } });
  });
});
