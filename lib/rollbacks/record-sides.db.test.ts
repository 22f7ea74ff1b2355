import { expect, test } from "vitest";
import { readingTemplate } from "@/lib/bots/testing/config-bot";
import { planRollback } from "./plan-rollback";
import { configScene } from "./testing/config-scene";

test("a release that nobody has seen yet is recorded once, however many plans and workers come upon it at the same moment", async () => {
  const scene = await configScene();
  try {
    scene.cluster.deploy(readingTemplate("2.3.0"));
    const plan = () => planRollback({ ctx: scene.ctx(), input: { botId: scene.botId } });
    const plans = await Promise.all([plan(), scene.observe(), plan(), plan(), scene.observe(), plan()]);
    expect(new Set(plans.flatMap((made) => (made ? [`${made.from.id} ${made.to.id}`] : []))).size).toBe(1);
    expect(await scene.database.db.release.count({ where: { version: { startsWith: "2.3.0" } } })).toBe(1);
  } finally {
    await scene.close();
  }
});
