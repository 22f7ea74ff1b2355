import { expect, test } from "vitest";
import { confirmRollback } from "./confirm-rollback";
import { planRollback } from "./plan-rollback";
import { prunePlans } from "./prune-plans";
import { Scene } from "./testing/scene";

test("plans that nobody confirmed go a day after they expired; confirmed ones stay with their rollback", async () => {
  const scene = await Scene.open();
  const plan = () => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
  const [confirmed] = [await plan(), await plan()];
  await confirmRollback({ ctx: scene.ctx(), input: { planId: confirmed.id } });
  scene.tick(24 * 3_600);
  expect(await prunePlans({ ctx: scene.ctx() })).toBe(0);
  scene.tick(301);
  expect(await prunePlans({ ctx: scene.ctx() })).toBe(1);
  expect(await scene.database.db.rollbackPlan.findMany({ select: { id: true } })).toEqual([{ id: confirmed.id }]);
  await scene.close();
});
