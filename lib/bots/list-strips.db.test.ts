import { beforeAll, describe, expect, test } from "vitest";
import { after, NOON } from "@/lib/health/testing/sightings";
import type { Actor } from "@/lib/access/types";
import { listRollouts } from "./list-rollouts";
import { listStrips } from "./list-strips";
import { StripJson } from "./schemas";
import { addBot, releaseRow, rolloutRow } from "./testing/rows";
import { KIM, watched, type Watched } from "./testing/watched-bot";
import { verdictSpells } from "./verdict-spells";

const DAY = 86_400;
let bot: Watched;
let events = 0;

/** A rollout with its verdicts, in seconds from now. */
async function lived(
  botId: string,
  since: number,
  until: number | null,
  verdicts: [number, string][],
  verdict = "unknown",
): Promise<string> {
  const release = await bot.db.release.create({ data: releaseRow(bot, { botId }) });
  const row = rolloutRow({ botId, releaseId: release.id, since: after(since), until: until === null ? null : after(until) });
  const { id } = await bot.db.rollout.create({ data: { ...row, verdict } });
  for (const [at, said] of verdicts)
    await bot.db.rolloutEvent.create({
      data: { id: `evt_${++events}`, rolloutId: id, at: after(at), kind: "verdict", detail: { verdict: said, reasons: [] } },
    });
  return id;
}

let ids: Record<"mixed" | "calm" | "fresh", string>;
beforeAll(async () => {
  bot = await watched();
  ids = { mixed: await addBot(bot, "mixed"), calm: await addBot(bot, "calm"), fresh: await addBot(bot, "fresh") };
  await lived(ids.mixed, -5 * DAY, -DAY, [
    [-5 * DAY + 60, "healthy"],
    [-2 * DAY, "degraded"],
    [-2 * DAY + 600, "healthy"],
  ]);
  await lived(ids.mixed, -DAY, null, [
    [-DAY + 30, "healthy"],
    [-3600, "failing"],
  ]);
  await lived(ids.calm, -400 * DAY, null, [], "healthy");
  return () => bot.database.drop();
});

const strip = async (botId: string, days: number) => {
  const { items } = await listStrips({ ctx: bot.as(KIM), input: { botIds: [botId], days } });
  items.forEach((item) => StripJson.parse(item));
  return items[0]?.days.map(({ verdict, seconds }) => `${verdict ?? "-"}${seconds}`).join(" ");
};

describe("strips", () => {
  test("say the worst of each day over all rollouts, and what held before the first day", async () => {
    expect(await strip(ids.mixed, 3)).toBe("degraded600 healthy86370 failing3600");
    expect(await strip(ids.mixed, 7)).toBe("-0 healthy50340 healthy86400 healthy86400 degraded600 healthy86370 failing3600");
  });

  test("know a bot whose verdicts are all forgotten by the last of them, and one that nobody judged", async () => {
    expect(await strip(ids.calm, 2)).toBe("healthy86400 healthy36000");
    expect(await strip(ids.fresh, 2)).toBe("-0 -0");
  });

  test("of an environment are of all its bots; of nowhere, none", async () => {
    const of = async (environment: string) => (await listStrips({ ctx: bot.as(KIM), input: { environment } })).items;
    expect((await of("production")).map(({ botId, days }) => `${botId} ${days.length}`)).toEqual([
      "bot_calm 30",
      "bot_fresh 30",
      "bot_mixed 30",
    ]);
    expect(await of("nowhere")).toEqual([]);
  });

  test("leave out bots that never were; both or neither question is refused, and so is who may only record", async () => {
    const ci: Actor = { kind: "token", id: "tok_1", name: "ci", scope: "record" };
    expect(await listStrips({ ctx: bot.as(KIM), input: { botIds: ["bot_none"] } })).toEqual({ items: [] });
    await expect(listStrips({ ctx: bot.as(KIM), input: {} })).rejects.toMatchObject({ code: "bad-input" });
    await expect(listStrips({ ctx: bot.as(KIM), input: { botIds: [], environment: "production" } })).rejects.toMatchObject({
      code: "bad-input",
    });
    await expect(listStrips({ ctx: bot.as(ci), input: { botIds: [] } })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("of a rollout alone are the spells of its life", async () => {
    const [rollout] = await bot.db.rollout.findMany({ where: { botId: ids.mixed, until: null } });
    const [life] = await verdictSpells(bot.ctx, { of: { rolloutIds: [rollout!.id] }, from: new Date(0) });
    expect(
      life!.spells.map(({ verdict, from, until }) => [
        verdict,
        (from.getTime() - NOON.getTime()) / 1000,
        until && (until.getTime() - NOON.getTime()) / 1000,
      ]),
    ).toEqual([
      ["unknown", -DAY, -DAY + 30],
      ["healthy", -DAY + 30, -3600],
      ["failing", -3600, null],
    ]);
  });
});

test("a rollout's life is told in twelve slots, until now where it is live; nobody watched one that was imported", async () => {
  const botId = await addBot(bot, "lived");
  const { id: imported } = await bot.db.release.create({ data: releaseRow(bot, { botId }) });
  const before = rolloutRow({ botId, releaseId: imported, since: after(-9_000), until: after(-8_000) });
  await bot.db.rollout.create({ data: { ...before, origin: "imported" } });
  await lived(botId, -7_200, -3_600, [[-7_170, "healthy"]]);
  await lived(botId, -1_200, null, [
    [-1_200, "healthy"],
    [-500, "failing"],
  ]);

  const { items } = await listRollouts({ ctx: bot.as(KIM), input: { botId } });
  const said = items.map(({ life }) => life.map(({ verdict, seconds }) => `${verdict?.[0]}${seconds}`).join(" "));
  expect(said).toEqual([
    "h100 h100 h100 h100 h100 h100 h100 f100 f100 f100 f100 f100",
    "h270 h300 h300 h300 h300 h300 h300 h300 h300 h300 h300 h300",
    "",
  ]);
});
