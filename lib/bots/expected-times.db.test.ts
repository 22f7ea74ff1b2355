import { beforeAll, expect, test } from "vitest";
import { after } from "@/lib/health/testing/sightings";
import { expectedTimes } from "./expected-times";
import { addBot, releaseRow, rolloutRow } from "./testing/rows";
import { watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
let made = 0;

/** A rollout that began so many seconds ago: when it was seen, was healthy and failed, in seconds after its start. */
async function started(botId: string, ago: number, { seen = 1, healthy, failing }: { seen?: number; healthy?: number; failing?: number }) {
  const { id: releaseId } = await bot.db.release.create({ data: releaseRow(bot, { botId }) });
  const { id } = await bot.db.rollout.create({ data: rolloutRow({ botId, releaseId, since: after(-ago), until: after(-ago + 600) }) });
  const event = (kind: string, at: number | undefined, detail: object) =>
    at === undefined ? [] : [{ id: `evt_${++made}`, rolloutId: id, at: after(-ago + at), kind, detail }];
  await bot.db.rolloutEvent.createMany({
    data: [
      ...event("live", seen, {}),
      ...event("verdict", healthy, { verdict: "healthy" }),
      ...event("verdict", failing, { verdict: "failing" }),
    ],
  });
}

async function rolledBack(botId: string, ago: number, took: number, phase = "recovered") {
  const ends = { fromReleaseId: "rel_from", toReleaseId: "rel_to", startedBy: {}, sentence: "" };
  const startedAt = after(-ago);
  const times = { startedAt, replacedAt: after(-ago + took), endedAt: after(-ago + took + 30) };
  await bot.db.rollback.create({ data: { id: `rb_${++made}`, planId: `plan_${made}`, botId, phase, ...ends, ...times } });
}

let ids: Record<"rolled" | "started" | "fresh", string>;
beforeAll(async () => {
  bot = await watched();
  ids = { rolled: await addBot(bot, "rolled"), started: await addBot(bot, "started"), fresh: await addBot(bot, "fresh") };
  await started(ids.rolled, 9_000, { healthy: 3 });
  for (const [ago, took] of [
    [8_000, 500],
    [3_000, 38],
    [2_000, 90],
    [1_000, 36],
  ] as const)
    await rolledBack(ids.rolled, ago, took);
  await rolledBack(ids.rolled, 500, 7, "failed");

  await started(ids.started, 9_000, { healthy: 13 });
  await started(ids.started, 8_000, { healthy: 26 });
  await started(ids.started, 7_000, { healthy: 400, failing: 20 });
  await started(ids.started, 6_000, { seen: 300, healthy: 301 });
  await started(ids.started, 5_000, {});
  return () => bot.database.drop();
});

test("what a rollback will take is what the last ones took until all was well, else what starts took that were watched and went well", async () => {
  const times = await expectedTimes(bot.ctx, Object.values(ids));
  expect(Object.fromEntries(times)).toEqual({
    [ids.rolled]: { seconds: 38, basis: "rollbacks", count: 3 },
    [ids.started]: { seconds: 25, basis: "rollouts", count: 2 },
  });
});
