import { beforeEach, describe, expect, test } from "vitest";
import { readBot } from "@/lib/bots/read-bot";
import { confirmRollback } from "./confirm-rollback";
import { planRollback } from "./plan-rollback";
import { readRollback } from "./read-rollback";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene } from "./testing/scene";

let scene: Scene;
let id: string;
beforeEach(async () => {
  scene = await Scene.open();
  await scene.database.db.release.updateMany({ data: { knownGoodAt: scene.now } });
  id = await recovered(scene, { reason: "wrong answers" });
  scene.tick(120);
  return () => scene.close();
});

const plan = (undoes = id) => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId, undoes } });
const bot = () => readBot({ ctx: scene.ctx(), input: { id: scene.botId } });

describe("undoing a rollback", () => {
  test("goes back to what it left, says why that was left, and asks for the bot's name", async () => {
    expect((await bot()).undoable).toEqual({ rollbackId: id, fromVersion: "1.2.0" });
    const { id: planId, to, undoes, guards, needsTypedName } = await plan();
    expect([to.version, undoes, needsTypedName]).toEqual(["1.2.0", id, true]);
    expect(guards.find(({ name }) => name === "quarantine")?.sentence).toBe(
      "Kim rolled back from 1.2.0: “wrong answers”. It has been in quarantine since then; undoing the rollback lifts that.",
    );
    await expect(confirmRollback({ ctx: scene.ctx(), input: { planId } })).rejects.toMatchObject({ code: "name-not-typed" });
    expect(await scene.database.db.quarantine.count({ where: { liftedAt: null } })).toBe(1);
  });

  test("takes back the quarantine and the hold when the cluster has accepted it, and makes none", async () => {
    const undo = await recovered(scene, { undoes: id, reason: "it was the database" });
    expect(await scene.database.db.quarantine.findMany()).toMatchObject([{ liftedBy: { name: "Kim" }, liftReason: "it was the database" }]);
    expect(await scene.database.db.hold.findMany()).toMatchObject([{ rollbackId: id, endedBecause: "undone" }]);
    const { undoes, phase, hold, undoable } = await readRollback({ ctx: scene.ctx(), input: { id: undo } });
    expect({ undoes, phase, hold, undoable }).toEqual({ undoes: id, phase: "recovered", hold: null, undoable: false });
    expect((await readRollback({ ctx: scene.ctx(), input: { id } })).afterwards).toEqual(["Undone by Kim: 1.2.0 is brought back."]);
    expect(await bot()).toMatchObject({ alarm: null, undoable: null, live: { release: { version: "1.2.0", quarantine: null } } });
  });

  test("leaves what it left where it was: the default target", async () => {
    await recovered(scene, { undoes: id });
    expect((await bot()).target).toMatchObject({ kind: "chosen", release: { version: "1.1.0" } });
  });

  test("is on the record as what it is", async () => {
    const undo = await accepted(scene, { undoes: id });
    const entries = await scene.database.db.auditEntry.findMany({ where: { action: "rollback.confirm" }, orderBy: { seq: "asc" } });
    expect(entries.at(-1)?.after).toMatchObject({ rollback: undo, undoes: id, version: "1.2.0" });
  });

  test.each<[string, () => Promise<string | void>, string]>([
    ["one of which another deploy took the place", () => bring(scene, { version: "1.3.0", by: "kubectl" }), "runs 1.3.0 by now"],
    ["an undo", () => recovered(scene, { undoes: id }), "an undo itself"],
    ["one that still runs", async () => (await bring(scene, { version: "1.2.0", by: "argocd" }), accepted(scene)), "still runs"],
  ])("is refused of %s", async (_, prepare, words) => {
    const other = (await prepare()) ?? id;
    await expect(plan(other)).rejects.toMatchObject({ code: "nothing-to-undo", publicMessage: expect.stringContaining(words) as string });
  });

  test("is refused of another bot's rollback", async () => {
    await expect(plan("rb_other")).rejects.toMatchObject({ code: "not-found" });
  });
});
