import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { readRecoverySplits } from "./read-recovery-splits";
import { recovered } from "./testing/recover";
import { Scene } from "./testing/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const splits = (...rollbackIds: string[]) => readRecoverySplits({ ctx: scene.ctx(), input: { rollbackIds } });

async function judged(verdict: string): Promise<void> {
  const { db } = scene.database;
  const { id } = await db.rollout.findFirstOrThrow({ where: { botId: scene.botId, until: null } });
  await db.rolloutEvent.create({
    data: { id: newId("evt"), rolloutId: id, at: scene.now, kind: "verdict", detail: { verdict, reasons: [] } },
  });
}

test("splits rollbacks by what is recorded of them, and asks of an undo only how long it took", async () => {
  await judged("failing");
  const id = await recovered(scene);
  scene.tick(600);
  const undo = await recovered(scene, { undoes: id });

  const found = await splits(id, undo, "rb_none");
  expect([...found.keys()].sort()).toEqual([id, undo].sort());
  expect(found.get(id)).toMatchObject({ decideSeconds: 60, actSeconds: 0, recoverSeconds: 38, totalSeconds: 98, keptFiveMinutes: true });
  expect(found.get(undo)).toMatchObject({ firstBadAt: null, decideSeconds: null, recoverSeconds: 38, keptFiveMinutes: true });
});

test("counts from the turn of a release that was healthy first", async () => {
  await scene.run("1.3.0");
  scene.tick(7_200);
  await judged("failing");
  scene.tick(90);
  const id = await recovered(scene);
  expect((await splits(id)).get(id)).toMatchObject({ decideSeconds: 90, totalSeconds: 128 });
});

test("asks nothing for nothing", async () => {
  expect(await splits()).toEqual(new Map());
});
