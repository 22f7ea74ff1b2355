import { expect, test } from "vitest";
import { readBot } from "./read-bot";
import { KIM, running, watched } from "./testing/watched-bot";
import { after, replicaSet } from "@/lib/health/testing/sightings";

test("what somebody went back from by other means is no default target, until it proves itself again", async () => {
  const bot = await watched();
  const sets = [replicaSet("1.0.0", 1, { createdAt: after(-900) }), replicaSet("1.1.0", 2, { createdAt: after(-600) })];
  const target = async () => {
    const { id } = await bot.db.bot.findFirstOrThrow();
    return (await readBot({ ctx: bot.as(KIM), input: { id } })).target;
  };
  await bot.observe(running("1.0.0", { revisions: sets.slice(0, 1) }));
  bot.advance(60);
  const { botId } = await bot.observe(running("1.1.0", { revisions: sets }));
  await bot.db.release.updateMany({ where: { botId }, data: { knownGoodAt: bot.ctx.clock.now() } });
  expect(await target()).toMatchObject({ kind: "chosen", release: { version: "1.0.0" } });

  bot.advance(60);
  await bot.observe(running("1.0.0", { revisions: [replicaSet("1.0.0", 3, { createdAt: after(-900) }), ...sets.slice(1)] }));
  expect(await target()).toEqual({ kind: "none", because: "all-others-bad" });
  bot.advance(60);
  await bot.db.release.updateMany({ where: { version: "1.1.0" }, data: { knownGoodAt: bot.ctx.clock.now() } });
  expect(await target()).toMatchObject({ kind: "chosen", release: { version: "1.1.0" } });
  await bot.database.drop();
});
