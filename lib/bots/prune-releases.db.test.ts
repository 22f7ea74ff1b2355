import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { inTransaction } from "@/lib/platform/in-transaction";
import type { Prisma } from "@/lib/platform/db";
import { listReleases } from "./list-releases";
import { listRollouts } from "./list-rollouts";
import { pruneContents } from "./prune-contents";
import { pruneReleases } from "./prune-releases";
import { releaseContent } from "./release-content";
import { addBot, planRow, releaseRow, rolloutRow } from "./testing/rows";
import { reading, rules } from "./testing/config-bot";
import { KIM, running, watched, type Watched } from "./testing/watched-bot";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const DAY = 86_400;
let bot: Watched;
let botId: string;
beforeEach(async () => {
  bot = await watched();
  botId = await addBot(bot);
  return () => bot.database.drop();
});

const prune = () => pruneReleases({ ctx: bot.ctx });
const withContent = async () => (await bot.db.release.findMany({ where: { template: { not: "" } } })).map(({ id }) => id).sort();
const agoDays = (days: number) => new Date(bot.ctx.clock.now().getTime() - days * DAY * 1000);

/** A release that was live that many days ago, for a day; `ago` null: it is. */
async function ran(id: string, ago: number | null, more: Partial<Prisma.ReleaseUncheckedCreateInput> = {}): Promise<void> {
  const [template = ""] = await bot.ctx.vault.keep(bot.ctx, [`template of ${id}`]);
  await bot.db.release.create({ data: releaseRow(bot, { id, botId, template, ...more }) });
  const [since, until] = ago === null ? [agoDays(500), null] : [agoDays(ago + 1), agoDays(ago)];
  await bot.db.rollout.create({ data: rolloutRow({ botId, releaseId: id, since, until }) });
}
/** A hundred that came to nothing in the last days. */
async function hundred(): Promise<void> {
  const ids = Array.from({ length: 100 }, (_, index) => `rel_new${index}`);
  await bot.db.release.createMany({ data: ids.map((id) => releaseRow(bot, { id, botId, template: `of ${id}` })) });
  const rows = ids.map((releaseId, index) => rolloutRow({ botId, releaseId, since: agoDays(index + 2), until: agoDays(index + 1) }));
  await bot.db.rollout.createMany({ data: rows });
}
const older = async () => (await withContent()).filter((id) => !id.startsWith("rel_new"));

describe("releases that were live long ago and came to nothing", () => {
  test("lose their content and stay in history", async () => {
    await hundred();
    const [file = ""] = await bot.ctx.vault.keep(bot.ctx, ["threshold: 0.7"]);
    const config = [{ name: "rules", state: "recorded", files: [{ key: "rules.yaml", kind: "text", hash: file, size: 14 }] }];
    await ran("rel_old", 200, { config });
    await ran("rel_good", 201, { knownGoodAt: agoDays(200) });
    await ran("rel_live", null);
    const lists = () =>
      Promise.all([listReleases, listRollouts].map((list) => list({ ctx: bot.as(KIM), input: { botId, limit: 100, cursor: undefined } })));
    const before = await lists();

    expect(await prune()).toEqual({ letGo: 1, forgotten: 0 });
    expect(await older()).toEqual(["rel_good", "rel_live"]);
    expect(await lists()).toEqual(before);
    bot.advance(3_601);
    expect(await pruneContents({ ctx: bot.ctx })).toBe(2);
    expect(await bot.db.release.findUniqueOrThrow({ where: { id: "rel_old" } })).toMatchObject({ template: "", config });
    await expect(releaseContent(bot.ctx, "rel_old")).rejects.toMatchObject({
      code: "content-pruned",
      publicMessage: expect.stringMatching(/^What rel_old was is not kept any more.* Nothing was changed\. /) as string,
    });
    expect(await prune()).toEqual({ letGo: 0, forgotten: 0 });
  });

  test("keep it while a rollback is active or a plan can still be confirmed", async () => {
    await hundred();
    for (const id of ["rel_from", "rel_to", "rel_planned", "rel_over"]) await ran(id, 200);
    const run = { botId, fromReleaseId: "rel_from", toReleaseId: "rel_to", sentence: "", startedBy: {}, startedAt: bot.ctx.clock.now() };
    await bot.db.rollback.create({ data: { ...run, id: "rb_1", planId: "plan_1", phase: "verifying" } });
    await bot.db.rollback.create({ data: { ...run, id: "rb_2", planId: "plan_2", phase: "recovered", toReleaseId: "rel_over" } });
    const soon = new Date(bot.ctx.clock.now().getTime() + 1);
    await bot.db.rollbackPlan.create({ data: planRow(bot, { botId, toReleaseId: "rel_planned", expiresAt: soon }) });
    await bot.db.rollbackPlan.create({ data: planRow(bot, { botId, toReleaseId: "rel_over" }) });

    expect((await prune()).letGo).toBe(1);
    expect(await older()).toEqual(["rel_from", "rel_planned", "rel_to"]);
    await bot.db.rollback.updateMany({ data: { phase: "failed" } });
    bot.advance(1);
    expect((await prune()).letGo).toBe(3);
  });

  test("keep it, when somebody was about to plan a rollback to one", async () => {
    await hundred();
    await ran("rel_old", 200);
    const expiresAt = new Date(bot.ctx.clock.now().getTime() + 300_000);
    let pruning: ReturnType<typeof prune> | undefined;
    await inTransaction(bot.ctx, async (tx) => {
      await tx.db.rollbackPlan.create({ data: planRow(bot, { botId, toReleaseId: "rel_old", expiresAt }) });
      pruning = prune();
      await Promise.race([pruning, vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 5_000 })]);
    });
    expect(await pruning).toEqual({ letGo: 0, forgotten: 0 });
  });

  test("of another bot have a hundred of their own", async () => {
    await hundred();
    const other = await addBot(bot, "greeter");
    await bot.db.release.create({ data: releaseRow(bot, { id: "rel_other", botId: other, template: "template" }) });
    expect((await prune()).letGo).toBe(0);
  });
});

describe("a release that was let go of", () => {
  const config = (text: string) => rules({ mode: text });

  test("and is deployed again is kept again, whole", async () => {
    const { releaseId } = await bot.observe(reading("1.1.0", config("kind")));
    bot.advance(60);
    await bot.observe(reading("1.2.0", config("harsh"), { generation: 2 }));
    await bot.db.release.update({ where: { id: releaseId }, data: { template: "" } });
    bot.advance(3_601);
    expect(await pruneContents({ ctx: bot.ctx })).toBe(2);

    await bot.observe(reading("1.1.0", config("kind"), { generation: 3 }));
    expect((await bot.openRollout()).releaseId).toBe(releaseId);
    const { template } = await releaseContent(bot.ctx, releaseId);
    expect(JSON.stringify(template)).toContain("omniserve:1.1.0");
    expect((await bot.ctx.vault.read(bot.ctx, [sha256("kind")])).size).toBe(1);
  });

  test("is not kept by half while its config is out of sight, and whole once it is back", async () => {
    const { releaseId } = await bot.observe(reading("1.1.0", config("kind")));
    await bot.db.release.update({ where: { id: releaseId }, data: { template: "" } });
    bot.advance(3_601);
    await pruneContents({ ctx: bot.ctx });

    await bot.observe(reading("1.1.0", undefined));
    await expect(releaseContent(bot.ctx, releaseId)).rejects.toMatchObject({ code: "content-pruned" });
    await bot.observe(reading("1.1.0", config("kind")));
    await releaseContent(bot.ctx, releaseId);
    expect((await bot.ctx.vault.read(bot.ctx, [sha256("kind")])).size).toBe(1);
  });

  test("and has no config comes back whenever it is seen", async () => {
    const { releaseId } = await bot.observe(running("1.1.0"));
    await bot.db.release.update({ where: { id: releaseId }, data: { template: "" } });
    await bot.observe(running("1.1.0", { config: null }));
    await releaseContent(bot.ctx, releaseId);
  });
});

describe("what was put together for a plan", () => {
  const compose = (id: string) => bot.db.release.create({ data: releaseRow(bot, { id, botId, template: "template", origin: "composed" }) });
  const there = async () => (await bot.db.release.findMany({ select: { id: true } })).map(({ id }) => id).sort();

  test("is forgotten a day later, unless a plan or a rollback names it", async () => {
    for (const id of ["rel_none", "rel_planned", "rel_brought"]) await compose(id);
    await bot.db.rollbackPlan.create({ data: planRow(bot, { id: "plan_1", botId, toReleaseId: "rel_planned" }) });
    const run = { botId, fromReleaseId: "rel_x", sentence: "", startedBy: {}, startedAt: bot.ctx.clock.now(), phase: "failed" };
    await bot.db.rollback.create({ data: { ...run, id: "rb_1", planId: "plan_2", toReleaseId: "rel_brought" } });
    bot.advance(DAY - 1);
    expect(await prune()).toEqual({ letGo: 0, forgotten: 0 });
    bot.advance(1);
    expect(await prune()).toEqual({ letGo: 2, forgotten: 1 });
    expect(await there()).toEqual(["rel_brought", "rel_planned"]);
    await bot.db.rollbackPlan.deleteMany();
    expect(await prune()).toEqual({ letGo: 0, forgotten: 1 });
    expect(await there()).toEqual(["rel_brought"]);
  });

  test("is no release of the bot to anybody who looks", async () => {
    await compose("rel_composed");
    await ran("rel_live", null);
    const { items } = await listReleases({ ctx: bot.as(KIM), input: { botId } });
    expect(items.map(({ id }) => id)).toEqual(["rel_live"]);
  });
});

/** How many wait for a lock in the database. */
async function waiting(): Promise<number> {
  const [row] = await bot.db.$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}
