import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase, Prisma } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { testVault } from "@/lib/platform/vault/testing/test-vault";
import { pruneContents } from "./prune-contents";
import { addBot, planRow, releaseRow } from "./testing/rows";
import { watched, type Watched } from "./testing/watched-bot";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const HOUR = 3_600;

let bot: Watched;
let botId: string;
beforeEach(async () => {
  bot = await watched();
  botId = await addBot(bot);
  return () => bot.database.drop();
});

const keep = (...texts: string[]) => bot.ctx.vault.keep(bot.ctx, texts);
const prune = () => pruneContents({ ctx: bot.ctx });
const left = async () => (await bot.db.content.findMany({ select: { hash: true } })).map(({ hash }) => hash).sort();
const hashes = (...texts: string[]) => texts.map(sha256).sort();
const recorded = (...texts: string[]) => [
  { name: "rules", state: "recorded", files: texts.map((text) => ({ key: text, kind: "text", hash: sha256(text), size: text.length })) },
  { name: "tools", state: "missing" },
];

const release = (template: string, more: Partial<Prisma.ReleaseUncheckedCreateInput> = {}) => releaseRow(bot, { botId, template, ...more });

describe("contents", () => {
  test("that a release or a plan refers to stay; others go, an hour after they were stored", async () => {
    const texts = ["template", "file", "other file", "composed", "live", "bring", "copied", "nobody's", "nobody's either"];
    await keep(...texts);
    await bot.db.release.create({ data: release(sha256("template"), { config: recorded("file", "other file") }) });
    await bot.db.release.create({ data: release(sha256("composed"), { origin: "composed", config: [] }) });
    const copies = [{ name: "rules-lg-1", of: "rules", files: [{ key: "a", kind: "text", hash: sha256("copied"), size: 6 }] }];
    await bot.db.rollbackPlan.create({
      data: planRow(bot, { botId, liveTemplate: sha256("live"), bringTemplate: sha256("bring"), copies }),
    });

    bot.advance(HOUR);
    expect(await prune()).toBe(0);
    bot.advance(1);
    await keep("new");
    expect(await prune()).toBe(2);
    expect(await left()).toEqual(hashes(...texts.slice(0, -2), "new"));
  });

  test("of a release without recorded config, and of one of an older build, stay", async () => {
    await keep("template", "nobody's");
    await bot.db.release.create({ data: release(sha256("template"), { hashVersion: 1, config: Prisma.DbNull }) });
    await bot.db.release.create({ data: release('{"spec":{}}', { hashVersion: 1, config: Prisma.JsonNull }) });
    bot.advance(HOUR + 1);
    expect(await prune()).toBe(1);
    expect(await left()).toEqual(hashes("template"));
  });

  test("of a release that retention let go of go, where no other has them too", async () => {
    await keep("shared", "own");
    await bot.db.release.create({ data: release("", { config: recorded("shared", "own") }) });
    await bot.db.release.create({ data: release("", { config: recorded("shared") }) });
    await bot.db.release.create({ data: release(sha256("shared")) });
    bot.advance(HOUR + 1);
    expect(await prune()).toBe(1);
    expect(await left()).toEqual(hashes("shared"));
  });

  test("go however many they are", async () => {
    await keep(...Array.from({ length: 1_203 }, (_, index) => `text ${index}`));
    await bot.db.release.create({ data: release(sha256("text 777")) });
    bot.advance(HOUR + 1);
    expect(await prune()).toBe(1_202);
    expect(await left()).toEqual(hashes("text 777"));
  });
});

describe("a content that nobody refers to, while somebody begins to", () => {
  beforeEach(async () => {
    await keep("template");
    bot.advance(HOUR + 1);
  });

  test("stays, whether the reference is committed before or after it was looked at", async () => {
    let pruning = Promise.resolve(0);
    await inTransaction(bot.ctx, async (tx) => {
      const [template = ""] = await tx.vault.keep(tx, ["template"]);
      pruning = prune();
      await Promise.race([pruning, vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 5_000 })]);
      await tx.db.release.create({ data: release(template) });
    });
    await pruning;
    expect(await left()).toEqual(hashes("template"));
    expect(await prune()).toBe(0);
  });

  test("is stored anew by who comes while it goes", async () => {
    let keeping = Promise.resolve();
    const db = bot.db.$extends({
      query: {
        $executeRaw: async ({ args, query }) => {
          // Between the lock and the deletion.
          keeping = inTransaction(bot.ctx, async (tx) => {
            const [template = ""] = await tx.vault.keep(tx, ["template"]);
            await tx.db.release.create({ data: release(template) });
          });
          await vi.waitFor(async () => expect(await waiting()).toBe(1));
          return query(args);
        },
      },
    });
    expect(await pruneContents({ ctx: { ...bot.ctx, db: db as unknown as typeof bot.db } })).toBe(1);
    await keeping;
    expect(await left()).toEqual(hashes("template"));
  });

  test("stays, when that was committed while the record was being read", async () => {
    // A long record takes so long to read.
    await bot.db.release.create({ data: release("long") });
    await bot.db.$executeRaw`
      update "Release" set config = jsonb_build_array(jsonb_build_object('files', (
        select jsonb_agg(jsonb_build_object('hash', 'hash ' || n)) from generate_series(1, 300000) n)))`;
    const pruning = prune();
    await Promise.race([pruning, vi.waitFor(async () => expect(await reading()).toBe(1), { timeout: 5_000, interval: 5 })]);
    await inTransaction(bot.ctx, async (tx) => {
      const [template = ""] = await tx.vault.keep(tx, ["template"]);
      await tx.db.release.create({ data: release(template) });
    });
    await pruning;
    expect(await left()).toEqual(hashes("template"));
  });

  /** How many look for what to prune. */
  async function reading(): Promise<number> {
    const [row] = await bot.db.$queryRaw<{ count: number }[]>`
      select count(*)::int from pg_stat_activity
      where datname = current_database() and state = 'active' and query like '%referred%skip locked%' and pid <> pg_backend_pid()`;
    return row?.count ?? 0;
  }

  /** How many wait for a lock in the database. */
  async function waiting(): Promise<number> {
    const [row] = await bot.db.$queryRaw<{ count: number }[]>`
      select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.count ?? 0;
  }
});

test("no release ever loses its content, however many record and prune at once", async () => {
  const processes = [0, 1].map(() => ({ vault: testVault(), db: openDatabase(bot.database.url, { max: 6 }) }));
  const texts = Array.from({ length: 6 }, (_, index) => `template ${index}`);
  const record = async (process: (typeof processes)[number], first: number) => {
    const [one = "", other = ""] = [texts[first % 6], texts[(first + 1) % 6]];
    await inTransaction({ ...bot.ctx, ...process }, async (tx) => {
      const [template = ""] = await tx.vault.keep(tx, [one, other]);
      await tx.db.release.create({ data: release(template, { config: recorded(other) }) });
    });
  };
  let gone = 0;
  try {
    for (let round = 0; round < 40; round++) {
      await keep(...texts);
      await bot.db.release.deleteMany();
      bot.advance(HOUR + 1);
      const counts = await Promise.all(
        processes.flatMap((process) => [
          record(process, round).then(() => 0),
          pruneContents({ ctx: { ...bot.ctx, db: process.db } }),
          record(process, round + 1).then(() => 0),
        ]),
      );
      gone += counts.reduce((sum, count) => sum + count, 0);
      const referred = [round, round + 1, round + 2].map((index) => texts[index % 6] ?? "");
      expect(await left(), `round ${round}`).toEqual(expect.arrayContaining(hashes(...referred)));
    }
    expect(gone).toBeGreaterThan(100);
  } finally {
    await Promise.all(processes.map(({ db }) => db.$disconnect()));
  }
});
