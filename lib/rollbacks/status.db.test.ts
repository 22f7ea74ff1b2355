import { beforeEach, describe, expect, test } from "vitest";
import { readStatus } from "@/lib/bots/status/read-status";
import { accepted, bring, recovered } from "./testing/recover";
import { Scene } from "./testing/scene";

const DAY_S = 24 * 60 * 60;

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
  return () => scene.close();
});

const omniServe = async () => (await readStatus({ ctx: scene.ctx() })).items[0];

describe("what the status page knows of a bot", () => {
  test("runs a release that nobody has done anything about", async () => {
    expect(await omniServe()).toMatchObject({
      verdict: "unknown",
      live: { version: "1.2.0" },
      putBackAt: null,
      rollback: null,
      supportNote: null,
    });
  });

  test("is being put back by somebody", async () => {
    const at = scene.now.toISOString();
    await accepted(scene);
    expect(await omniServe()).toMatchObject({ rollback: { kind: "running", at, toVersion: "1.1.0", undoes: false, by: "Kim" } });
  });

  test("was rolled back for a reason, for a day", async () => {
    await recovered(scene, { reason: "marked every ticket as urgent" });
    expect(await omniServe()).toMatchObject({
      verdict: "healthy",
      live: { version: "1.1.0" },
      rollback: { kind: "brought", undoes: false, reason: "marked every ticket as urgent" },
    });
    scene.tick(DAY_S);
    expect(await omniServe()).toMatchObject({ rollback: { kind: "brought" } });
    scene.tick(1);
    expect(await omniServe()).toMatchObject({ rollback: null });
  });

  test("runs again what was rolled back: undone on purpose, or put back by other hands", async () => {
    const id = await recovered(scene);
    scene.tick(60);
    await bring(scene, { version: "1.2.0", by: "argocd" });
    expect(await omniServe()).toMatchObject({ live: { version: "1.2.0" }, rollback: null, putBackAt: expect.any(String) as string });
    scene.tick(60);
    await bring(scene, { version: "1.1.0", by: "kim" });
    expect(await omniServe()).toMatchObject({ putBackAt: null });
    expect(id).toMatch(/^rb_/);
  });

  test("was rolled back and that was undone", async () => {
    const id = await recovered(scene, { reason: "wrong answers" });
    scene.tick(60);
    await recovered(scene, { undoes: id });
    expect(await omniServe()).toMatchObject({ live: { version: "1.2.0" }, putBackAt: null, rollback: { kind: "brought", undoes: true } });
  });

  test("is not shown once it is gone from the cluster", async () => {
    await scene.database.db.bot.updateMany({ data: { archivedAt: scene.now } });
    expect((await readStatus({ ctx: scene.ctx() })).items).toEqual([]);
  });

  test("is seen while a worker lives and hears the cluster", async () => {
    const { db } = scene.database;
    const seen = async () => (await readStatus({ ctx: scene.ctx() })).environments;
    expect(await seen()).toMatchObject([{ name: "production", seen: false }]);
    await db.worker.create({ data: { id: "wrk_1", beatAt: scene.now, startedAt: scene.now } as never });
    await db.environment.updateMany({ data: { heardAt: scene.now } });
    expect(await seen()).toMatchObject([{ seen: true, checkedAt: scene.now.toISOString() }]);
    await db.environment.updateMany({ data: { problem: "The cluster does not answer." } });
    expect(await seen()).toMatchObject([{ seen: false }]);
    await db.environment.updateMany({ data: { problem: null } });
    scene.tick(20);
    expect(await seen()).toMatchObject([{ seen: false }]);
  });
});
