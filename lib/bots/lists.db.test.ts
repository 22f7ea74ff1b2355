import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { NOON, after, replicaSet } from "@/lib/health/testing/sightings";
import { findBot } from "./find-bot";
import { listBots } from "./list-bots";
import { listReleases } from "./list-releases";
import { listRollouts } from "./list-rollouts";
import { readBot } from "./read-bot";
import { releaseRecords } from "./release-records";
import { BotJson, ReleaseJson, LivedRollout } from "./schemas";
import { KIM, running, watched, type Watched } from "./testing/watched-bot";

type Page = { cursor?: string; limit?: number };
type List<T> = (page: Page) => Promise<{ items: T[]; nextCursor: string | null }>;

let bot: Watched;
const ref = (name: string) => ({ namespace: "support", kind: "Deployment" as const, name });

/** Every item of a list, by pages of this size. */
async function all<T>(list: List<T>, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Awaited<ReturnType<List<T>>> = await list({ limit, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Reading changes nothing, so one database serves the tests of a theme. */
function onOneDatabase(prepare: () => Promise<void>): void {
  beforeAll(async () => {
    bot = await watched();
    await prepare();
    return () => bot.database.drop();
  });
}

describe("a bot with a hundred releases", () => {
  let id: string;
  onOneDatabase(async () => {
    const revisions = Array.from({ length: 100 }, (_, index) =>
      replicaSet(`1.${index}.0`, index + 1, { createdAt: new Date(NOON.getTime() - 1000) }),
    );
    ({ botId: id } = await bot.observe(running("1.99.0", { revisions })));
  });
  const newestFirst = Array.from({ length: 100 }, (_, index) => `1.${99 - index}.0`);

  test.each([1, 7, 50, 100, 500])("lists its releases exactly once, newest first, by pages of %i", async (limit) => {
    const items = await all((page) => listReleases({ ctx: bot.as(KIM), input: { botId: id, ...page } }), limit);
    expect(items.map(({ version }) => version)).toEqual(newestFirst);
    items.forEach((item) => ReleaseJson.parse(item));
  });

  test.each([7, 100])(
    "lists its rollouts exactly once, newest first, by pages of %i, though the cluster made them all in one second",
    async (limit) => {
      const items = await all((page) => listRollouts({ ctx: bot.as(KIM), input: { botId: id, ...page } }), limit);
      expect(items.map(({ release }) => release.version)).toEqual(newestFirst);
      items.forEach((item) => LivedRollout.parse(item));
    },
  );

  test("is read by indexes, and quickly", async () => {
    const [, plan] = await bot.db.$transaction([
      bot.db.$executeRawUnsafe(`set local enable_seqscan = off`),
      bot.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
        `explain select "releaseId", max(since) from "Rollout" where "botId" = '${id}' group by "releaseId"`,
      ),
    ]);
    expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("Rollout_botId_since_idx");
    const start = performance.now();
    expect((await releaseRecords(bot.ctx, [id])).get(id)).toHaveLength(100);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test("names the newest other one as its default target, and says why", async () => {
    const json = await readBot({ ctx: bot.as(KIM), input: { id } });
    expect(BotJson.parse(json)).toMatchObject({
      live: { release: { version: "1.99.0" } },
      target: { kind: "chosen", because: "imported", release: { version: "1.98.0" } },
    });
  });
});

describe("the fleet", () => {
  const names = ["a.b", "b", "c", "d", "e", "f", "g"];
  onOneDatabase(async () => {
    for (const name of [...names].reverse())
      await bot.observe(running("1.1.0", { revisions: [], workload: { ref: ref(name), uid: `uid-${name}` } }));
  });

  test.each([1, 2, 3, 500])("is listed exactly once, in order, by pages of %i", async (limit) => {
    const items = await all((page) => listBots({ ctx: bot.as(KIM), input: page }), limit);
    expect(items.map(({ name }) => name)).toEqual(names);
    items.forEach((item) => BotJson.parse(item));
  });

  test("goes on at the right place when the last bot of a page was archived meanwhile", async () => {
    const { items, nextCursor } = await listBots({ ctx: bot.as(KIM), input: { limit: 3 } });
    await bot.db.bot.update({ where: { id: items[2]!.id }, data: { archivedAt: after(0) } });
    const next = await listBots({ ctx: bot.as(KIM), input: { limit: 3, cursor: nextCursor! } });
    await bot.db.bot.update({ where: { id: items[2]!.id }, data: { archivedAt: null } });
    expect(next.items.map(({ name }) => name)).toEqual(["d", "e", "f"]);
  });

  test("leaves archived bots out, which their page still finds", async () => {
    await bot.db.bot.updateMany({ where: { name: "c" }, data: { archivedAt: after(0) } });
    const shown = await listBots({ ctx: bot.as(KIM), input: {} });
    const found = await findBot({
      ctx: bot.as(KIM),
      input: { environment: "production", namespace: "support", kind: "deployment", name: "c" },
    });
    await bot.db.bot.updateMany({ where: { name: "c" }, data: { archivedAt: null } });
    expect(shown.items).toHaveLength(6);
    expect(found).toMatchObject({ name: "c", archivedAt: after(0).toISOString(), target: { kind: "none", because: "archived" } });
  });

  test.each(["DEPLOYMENT", "deployment", "Deployment"])("has a page by the kind %s", async (kind) => {
    const found = await findBot({ ctx: bot.as(KIM), input: { environment: "production", namespace: "support", kind, name: "a.b" } });
    expect(found).toMatchObject({ name: "a.b", path: "/bots/production/support/deployment/a.b" });
  });

  test.each(["statefulset", "%", "deploymen_", ""])("has no page by the kind %j", async (kind) => {
    expect(await findBot({ ctx: bot.as(KIM), input: { environment: "production", namespace: "support", kind, name: "b" } })).toBeNull();
  });
});

describe("what a list does not understand", () => {
  onOneDatabase(async () => {});
  const CI: Actor = { kind: "token", id: "tok_1", name: "ci", scope: "record" };
  const lists: [string, (page: Page, who?: Actor) => ReturnType<List<unknown>>][] = [
    ["bots", (page, who = KIM) => listBots({ ctx: bot.as(who), input: page })],
    ["releases", (page, who = KIM) => listReleases({ ctx: bot.as(who), input: { botId: "bot_none", ...page } })],
    ["rollouts", (page, who = KIM) => listRollouts({ ctx: bot.as(who), input: { botId: "bot_none", ...page } })],
  ];

  test.each(lists)("is refused by the list of %s", async (_, list) => {
    await expect(list({ cursor: "rel_nowhere" })).rejects.toMatchObject({ code: "bad-input" });
    for (const limit of [0, -1, 501]) await expect(list({ limit })).rejects.toMatchObject({ code: "bad-input" });
    expect(await list({})).toEqual({ items: [], nextCursor: null });
  });

  test.each(lists)("or who may only record is refused by the list of %s", async (_, list) => {
    await expect(list({}, CI)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("or a bot that never was, is said so", async () => {
    await expect(readBot({ ctx: bot.as(KIM), input: { id: "bot_none" } })).rejects.toMatchObject({ code: "not-found" });
  });
});
