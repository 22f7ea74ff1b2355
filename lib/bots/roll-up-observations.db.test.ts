import { beforeEach, describe, expect, test } from "vitest";
import { rollUpObservations } from "./roll-up-observations";
import { addBot, releaseRow, rolloutRow } from "./testing/rows";
import { watched, type Watched } from "./testing/watched-bot";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
let bot: Watched;
let rollouts: [string, string];
beforeEach(async () => {
  bot = await watched();
  bot.advance(17.5); // 10:00:17.500
  const botId = await addBot(bot);
  const { id: releaseId } = await bot.db.release.create({ data: releaseRow(bot, { botId }) });
  const make = async (ago: number, until: number | null) => {
    const row = rolloutRow({ botId, releaseId, since: at(ago), until: until === null ? null : at(until) });
    return (await bot.db.rollout.create({ data: row })).id;
  };
  rollouts = [await make(500 * DAY, 400 * DAY), await make(400 * DAY, null)];
  return () => bot.database.drop();
});

const at = (ago: number) => new Date(bot.ctx.clock.now().getTime() - ago * 1000);
const rollUp = () => rollUpObservations({ ctx: bot.ctx });
let count = 0;
/** Events so many seconds ago, of the second rollout unless said otherwise. */
async function happened(agos: number[], more: { kind?: string; rollout?: 0 | 1 } = {}): Promise<void> {
  const { kind = "verdict", rollout = 1 } = more;
  const rows = agos.map((ago) => ({ id: `evt_${(count += 1)}`, rolloutId: rollouts[rollout], at: at(ago), kind, detail: { ago } }));
  await bot.db.rolloutEvent.createMany({ data: rows });
}
/** How long ago what is left was, as it was said then. */
const left = async (where: object = {}) =>
  (await bot.db.rolloutEvent.findMany({ where, orderBy: { at: "desc" } })).map(({ detail }) => (detail as { ago: number }).ago);

describe("verdicts", () => {
  test("are kept as they were for 48 hours", async () => {
    const agos = [1, 2, 3, 47 * HOUR, 47 * HOUR + 1, 48 * HOUR - 18, 48 * HOUR - 17, 48 * HOUR];
    await happened(agos);
    expect(await rollUp()).toBe(0);
    expect(await left()).toEqual(agos);
  });

  test("then the last of each minute stays, for 30 days", async () => {
    const start = 3 * DAY + 17.5; // 10:00:00
    const old = 30 * DAY - MINUTE;
    await happened([start, start - 1, start - 59, start - 60, start - 61, start - 125, old + 2, old + 1]);
    expect(await rollUp()).toBe(4);
    expect(await left()).toEqual([start - 125, start - 61, start - 59, old + 1]);
    expect(await rollUp()).toBe(0);
  });

  test("then the last of each hour stays, for a year", async () => {
    const start = 40 * DAY + 17.5;
    const old = 365 * DAY - MINUTE;
    await happened([start, start - MINUTE, start - HOUR + 1, start - HOUR, start - HOUR - 1, old + 2, old + 1]);
    expect(await rollUp()).toBe(4);
    expect(await left()).toEqual([start - HOUR - 1, start - HOUR + 1, old + 1]);
  });

  test("then none", async () => {
    await happened([365 * DAY, 365 * DAY + 1, 480 * DAY, 500 * DAY], { rollout: 0 });
    expect(await rollUp()).toBe(3);
    expect(await left()).toEqual([365 * DAY]);
  });

  test("of one rollout do not stand for those of another", async () => {
    await happened([3 * DAY, 3 * DAY + 1]);
    await happened([3 * DAY, 3 * DAY + 1], { rollout: 0 });
    expect(await rollUp()).toBe(2);
    expect(await left()).toEqual([3 * DAY, 3 * DAY]);
  });

  test("of the same moment leave one", async () => {
    await happened([3 * DAY, 3 * DAY, 3 * DAY]);
    expect(await rollUp()).toBe(2);
  });

  test("thinned out as time goes by, at any moment, leave what thinning them out once leaves", async () => {
    const agos = Array.from({ length: 400 }, (_, index) => index * 13);
    await happened(agos);
    const lastOfEachMinute = new Map([...agos].reverse().map((ago) => [Math.floor(at(ago).getTime() / 60_000), ago]));
    for (let step = 0; step < 60; step++) {
      bot.advance(step === 0 ? 2 * DAY - HOUR : 97);
      await rollUp();
    }
    bot.advance(DAY);
    await rollUp();
    expect(await left()).toEqual([...lastOfEachMinute.values()].reverse());
  });
});

test("when a release went live and was restarted stays for ever", async () => {
  const agos = [3 * DAY, 3 * DAY + 1, 40 * DAY, 40 * DAY + 1, 400 * DAY];
  await happened(agos, { kind: "live" });
  await happened(agos, { kind: "restart" });
  expect(await rollUp()).toBe(0);
  expect(await left({ kind: "restart" })).toEqual(agos);
});

/** So many verdicts a second apart, four days ago. */
const many = (amount: number) => bot.db.$executeRaw`
  insert into "RolloutEvent" (id, "rolloutId", at, kind, detail)
  select 'evt_many' || n, ${rollouts[1]}, ${at(4 * DAY)}::timestamp + n * interval '1 second', 'verdict', '{}' from generate_series(1, ${amount}::int) n`;

test("however many there are, one call thins them out", async () => {
  await many(60_000);
  expect(await rollUp()).toBe(58_999);
  expect(await rollUp()).toBe(0);
});

test("two workers at once thin out what one would", async () => {
  await many(6_000);
  const counts = await Promise.all([rollUp(), rollUp()]);
  expect((await rollUp()) + counts.reduce((sum, each) => sum + each, 0)).toBe(5_899);
  expect(await bot.db.rolloutEvent.count()).toBe(101);
});
