import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { after } from "@/lib/health/testing/sightings";
import { countFleet } from "./count-fleet";
import { readBot } from "./read-bot";
import { readFleet } from "./read-fleet";
import { FleetCounts, FleetLine } from "./fleet-schemas";
import { addBot, planRow, releaseRow, rolloutRow } from "./testing/rows";
import { KIM, watched, type Watched } from "./testing/watched-bot";

const DAY = 86_400;
const AT_FIRST = after(-30 * DAY);
let bot: Watched;

type Ran = { version: string; good?: boolean; available?: boolean; origin?: string; back?: boolean };

/** A bot that ran these releases one after the other, a day each; `back` brings one again that ran before. The last one is live. */
async function ran(name: string, releases: readonly Ran[]): Promise<string> {
  const botId = await addBot(bot, name);
  for (const [index, { version, good, available, origin = "observed", back }] of releases.entries()) {
    const id = `rel_${name}_${version}`;
    const more = { origin, knownGoodAt: good ? AT_FIRST : null, availableAt: good || available ? AT_FIRST : null, firstSeenAt: AT_FIRST };
    if (!back) await bot.db.release.create({ data: releaseRow(bot, { id, botId, version, ...more }) });
    const days = index - releases.length;
    const until = index === releases.length - 1 ? null : after((days + 1) * DAY);
    await bot.db.rollout.create({ data: rolloutRow({ botId, releaseId: id, since: after(days * DAY), until }) });
  }
  return botId;
}

async function quarantine(name: string, version: string): Promise<void> {
  const row = { botId: `bot_${name}`, releaseId: `rel_${name}_${version}`, by: KIM as object, since: after(-3600) };
  await bot.db.quarantine.create({ data: { id: `qua_${name}_${version}`, ...row } });
}

async function recovered(name: string, seconds: readonly number[]): Promise<void> {
  for (const [index, took] of seconds.entries()) {
    const botId = `bot_${name}`;
    const { id } = await bot.db.rollbackPlan.create({ data: planRow(bot, { botId }) });
    const ends = { fromReleaseId: `rel_${name}_1.2.0`, toReleaseId: `rel_${name}_1.1.0` };
    const startedAt = after((index - 9) * DAY);
    const times = { startedAt, replacedAt: new Date(startedAt.getTime() + took * 1000) };
    const row = {
      id: `rbk_${name}_${index}`,
      botId,
      planId: id,
      ...ends,
      ...times,
      phase: "recovered",
      sentence: "",
      startedBy: KIM as object,
    };
    await bot.db.rollback.create({ data: row });
  }
}

const good = true;
beforeAll(async () => {
  bot = await watched();
  await ran("a-good", [{ version: "1.0.0", good }, { version: "1.1.0", good }, { version: "1.2.0" }]);
  await ran("b-quarantined", [
    { version: "1.0.0", good },
    { version: "1.1.0", good },
    { version: "1.2.0", good },
  ]);
  await quarantine("b-quarantined", "1.1.0");
  await ran("c-undone", [
    { version: "1.0.0", good },
    { version: "1.1.0", good },
    { version: "1.2.0", good },
    { version: "1.1.0", back: true },
  ]);
  await ran("d-came-again", [
    { version: "1.0.0", good },
    { version: "1.1.0", good },
    { version: "1.0.0", back: true },
    { version: "1.2.0" },
  ]);
  await ran("e-available", [{ version: "1.0.0", available: true }, { version: "1.1.0" }, { version: "1.2.0" }]);
  await ran("f-imported", [{ version: "1.0.0", origin: "imported" }, { version: "1.1.0" }]);
  await ran("g-never", [{ version: "1.0.0" }, { version: "1.1.0" }]);
  await ran("h-alone", [{ version: "1.0.0", good }]);
  await ran("i-all-bad", [{ version: "1.0.0", good }, { version: "1.1.0" }]);
  await quarantine("i-all-bad", "1.0.0");
  await ran("j-composed", [{ version: "1.0.0", good }, { version: "1.1.0", good, origin: "composed" }, { version: "1.2.0" }]);
  await addBot(bot, "k-never-ran");
  await ran("z-archived", [{ version: "1.0.0" }]);
  await bot.db.bot.update({ where: { id: "bot_z-archived" }, data: { archivedAt: after(0) } });
  await bot.db.bot.updateMany({ data: { sight: { ready: 3, desired: 3 } } });
  await recovered("a-good", [500, 38, 40, 36]);
  return () => bot.database.drop();
});

const lines = async (botIds?: string[]) => {
  const { items } = await readFleet({ ctx: bot.as(KIM), input: { botIds } });
  items.forEach((item) => FleetLine.parse(item));
  return items;
};

test("every bot in its cluster has a line, and its target is the one that its own page names", async () => {
  const said = (await lines()).map(
    ({ name, target }) => `${name} ${target.kind === "chosen" ? `${target.version} ${target.because}` : target.because}`,
  );
  expect(said).toEqual([
    "a-good 1.1.0 known-good",
    "b-quarantined 1.0.0 known-good",
    "c-undone 1.0.0 known-good",
    "d-came-again 1.0.0 known-good",
    "e-available 1.0.0 was-available",
    "f-imported 1.0.0 imported",
    "g-never none-worked",
    "h-alone only-one-release",
    "i-all-bad all-others-bad",
    "j-composed 1.0.0 known-good",
    "k-never-ran only-one-release",
  ]);
  for (const line of await lines()) {
    const { target, live, path, environment } = await readBot({ ctx: bot.as(KIM), input: { id: line.id } });
    const same = target.kind === "chosen" ? { kind: "chosen", version: target.release.version, because: target.because } : target;
    expect(line).toMatchObject({ path, environment, target: same, live: live && { version: live.release.version, since: live.since } });
  }
});

test("a line says how long a rollback would take, where the past tells", async () => {
  expect((await lines(["bot_a-good", "bot_b-quarantined"])).map(({ expected }) => expected)).toEqual([
    { seconds: 38, basis: "rollbacks", count: 3 },
    null,
  ]);
});

test("of some bots only their lines are read; one that is gone or never was has none", async () => {
  expect((await lines(["bot_c-undone", "bot_a-good", "bot_none", "bot_z-archived"])).map(({ name }) => name)).toEqual([
    "a-good",
    "c-undone",
  ]);
});

test("the counts are of bots in their cluster", async () => {
  await bot.db.bot.update({ where: { id: "bot_a-good" }, data: { verdict: "failing" } });
  expect(FleetCounts.parse(await countFleet({ ctx: bot.as(KIM) }))).toEqual({ healthy: 0, degraded: 0, failing: 1, unknown: 10 });
});

test("who may only record sees neither", async () => {
  const ci: Actor = { kind: "token", id: "tok_1", name: "ci", scope: "record" };
  await expect(readFleet({ ctx: bot.as(ci), input: {} })).rejects.toMatchObject({ code: "forbidden" });
  await expect(countFleet({ ctx: bot.as(ci) })).rejects.toMatchObject({ code: "forbidden" });
});
