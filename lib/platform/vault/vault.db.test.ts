import { createHash, randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { openDatabase } from "@/lib/platform/db";
import { inTransaction } from "@/lib/platform/in-transaction";
import { seal } from "./cipher";
import { unwrap } from "./content-key";
import { secretKeyFrom } from "./secret-key";
import { TEST_SECRET_KEY, testVault } from "./testing/test-vault";
import { emptyVault, failure, vaultCtx } from "./testing/vault-scene";
import { openVault } from "./vault";

const MEBIBYTE = 1_048_576;
const sha256 = (plain: string | Buffer) => createHash("sha256").update(plain).digest("hex");

let database: FreshDatabase;
let ctx: ReturnType<typeof vaultCtx>;

beforeAll(async () => {
  database = await freshDatabase();
  ctx = vaultCtx(database.db);
  return () => database.drop();
});
beforeEach(() => emptyVault(database.db));

describe("contents", () => {
  test.each<[string, string | Buffer]>([
    ["text", "threshold: 0.7\nlanguages: [de, fr] # grüße 🤖\n"],
    ["nothing", ""],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80])],
    ["1 MiB and a byte", randomBytes(MEBIBYTE + 1)],
    ["a part of a larger buffer", Buffer.from("before threshold: 0.7 after").subarray(7, 21)],
  ])("%s comes back as it was, also in another process", async (_, content) => {
    const [hash = ""] = await testVault().keep(ctx, [content]);
    expect(hash).toBe(sha256(content));
    const read = await testVault().read(ctx, [hash]);
    expect([...read.keys()]).toEqual([hash]);
    expect(read.get(hash)?.equals(typeof content === "string" ? Buffer.from(content) : content)).toBe(true);
    expect(await database.db.content.findFirstOrThrow()).toMatchObject({ hash, size: Buffer.byteLength(content) });
  });

  test("are stored once each, and addressed in the order they came in", async () => {
    const vault = testVault();
    expect(await vault.keep(ctx, ["a", "b", "a", Buffer.from("b")])).toEqual(["a", "b", "a", "b"].map(sha256));
    const rows = await database.db.content.findMany({ orderBy: { hash: "asc" } });
    expect(await vault.keep(ctx, ["b", "c", "a"])).toEqual(["b", "c", "a"].map(sha256));
    expect(await database.db.content.findMany({ where: { hash: { in: ["a", "b"].map(sha256) } }, orderBy: { hash: "asc" } })).toEqual(rows);
    expect(await database.db.content.count()).toBe(3);
    expect(await vault.keep(ctx, [])).toEqual([]);
  });

  test("that are there already take one query", async () => {
    const asked: string[] = [];
    const vault = testVault();
    await vault.keep(ctx, ["a", "b"]);
    const db = database.db.$extends({ query: { $allOperations: ({ operation, args, query }) => (asked.push(operation), query(args)) } });
    await vault.keep({ ...ctx, db: db as unknown as typeof ctx.db }, ["b", "a"]);
    expect(asked).toEqual(["$queryRaw"]);
  });

  test("go with the caller's transaction, the first key too", async () => {
    const vault = testVault();
    const lost = inTransaction(ctx, async (tx) => {
      await vault.keep(tx, ["a"]);
      expect((await vault.read(tx, [sha256("a")])).get(sha256("a"))?.toString()).toBe("a");
      throw new Error("the act failed");
    });
    await expect(lost).rejects.toThrow("the act failed");
    expect([await database.db.content.count(), await database.db.contentKey.count()]).toEqual([0, 0]);

    await inTransaction(ctx, (tx) => vault.keep(tx, ["a", "b"]));
    expect((await testVault().read(ctx, [sha256("a")])).get(sha256("a"))?.toString()).toBe("a");
  });

  test("from four processes at once are sealed under one key, the first ones too, and all can be read by all", async () => {
    const processes = Array.from({ length: 4 }, () => ({ vault: testVault(), db: openDatabase(database.url, { max: 4 }) }));
    try {
      const texts = Array.from({ length: 12 }, (_, i) => `shared ${i}`);
      const kept = processes.flatMap(({ vault, db }, who) =>
        [texts, texts.toReversed(), [`own ${who}`]].map((contents) => inTransaction({ ...ctx, db }, (tx) => vault.keep(tx, contents))),
      );
      const hashes = (await Promise.all(kept)).flat();
      expect(await database.db.contentKey.count()).toBe(1);
      expect(await database.db.content.count()).toBe(16);
      for (const { vault } of processes) expect((await vault.read(ctx, hashes)).size).toBe(16);
    } finally {
      await Promise.all(processes.map(({ db }) => db.$disconnect()));
    }
  });

  test("are written in one order, whichever they came in: two that store the same do not wait for each other in a circle", async () => {
    const hashes = await testVault().keep(
      ctx,
      Array.from({ length: 20 }, (_, i) => `text ${i}`),
    );
    const written = await database.db.$queryRaw<{ hash: string }[]>`select hash from "Content" order by ctid`;
    expect(written.map(({ hash }) => hash)).toEqual(hashes.toSorted());
  });

  test("that a transaction found cannot be pruned before it ends", async () => {
    const vault = testVault();
    await vault.keep(ctx, ["a"]);
    const prunable = () => database.db.$queryRaw`select hash from "Content" for update skip locked`;
    await inTransaction(ctx, async (tx) => {
      await vault.keep(tx, ["a"]);
      expect(await prunable()).toEqual([]);
    });
    expect(await prunable()).toHaveLength(1);
  });

  test("are nowhere in the database in plain", async () => {
    const canary = "canary-7f3a";
    const vault = testVault();
    await vault.keep(ctx, [canary, `{"token":"${canary}"}`, Buffer.from(canary)]);
    await vault.digest(ctx, canary);
    const dump = await database.db.$queryRaw<{ row: string }[]>`
      select row_to_json(c)::text || encode(c.sealed, 'escape') as row from "Content" c
      union all select row_to_json(k)::text || encode(k.wrapped, 'escape') from "ContentKey" k`;
    expect(dump).toHaveLength(3);
    expect(JSON.stringify(dump)).not.toContain(canary);
    expect(JSON.stringify(dump)).not.toContain(Buffer.from(canary).toString("hex"));
  });
});

describe("a damaged row", () => {
  const [good, other] = [sha256("good"), sha256("other")];
  beforeEach(() => testVault().keep(ctx, ["good", "other"]));

  test.each([
    ["a bit of what is sealed", `sealed = set_bit(sealed, 5, 1 - get_bit(sealed, 5))`],
    ["the last bit of its tag", `sealed = set_bit(sealed, length(sealed) * 8 - 1, 1 - get_bit(sealed, length(sealed) * 8 - 1))`],
    ["a bit of its nonce", `nonce = set_bit(nonce, 0, 1 - get_bit(nonce, 0))`],
    ["an empty nonce", `nonce = ''`],
    ["nothing sealed", `sealed = ''`],
    ["another row in its place", `(nonce, sealed) = (select nonce, sealed from "Content" where hash = '${other}')`],
    ["another key's id", `"keyId" = 'key_other'`],
  ])("%s: is refused and named", async (_, change) => {
    await database.db.$executeRawUnsafe(
      `insert into "ContentKey" select 'key_other', wrapped, "wrappedBy", "createdAt" from "ContentKey" where not (id = 'key_other')`,
    );
    const vault = testVault();
    await database.db.$executeRawUnsafe(`update "Content" set ${change} where hash = '${good}'`);
    const { code, sentence } = await failure(vault.read(ctx, [good]));
    expect(code).toBe("content-damaged");
    expect(sentence).toMatch(/ never restored\. Nothing was changed\. /);
    expect(sentence).toContain(change.includes("keyId") ? "key_other" : good.slice(0, 12));
    expect((await failure(vault.read(ctx, [other, good]))).code).toBe("content-damaged");
    expect((await vault.read(ctx, [other])).get(other)?.toString()).toBe("other");
  });

  test("a row that opens, but to something else: is refused and named", async () => {
    await database.db.$executeRawUnsafe(`delete from "Content" where hash = '${other}'`);
    await database.db.$executeRawUnsafe(`update "Content" set hash = '${other}' where hash = '${good}'`);
    expect((await failure(testVault().read(ctx, [other]))).sentence).toContain(`The stored content ${other.slice(0, 12)} is damaged`);
  });

  test("a row that was sealed as if it were this content: is refused and named", async () => {
    const key = unwrap(await database.db.contentKey.findFirstOrThrow(), secretKeyFrom(TEST_SECRET_KEY));
    const forged = seal(key.sealing, Buffer.from("forged"), `lastgood content ${good}`);
    await database.db.content.update({ where: { hash: good }, data: forged });
    expect((await failure(testVault().read(ctx, [good]))).sentence).toContain(`The stored content ${good.slice(0, 12)} is damaged`);
  });

  test("a key: what it sealed is refused, and nothing new is sealed with it", async () => {
    await database.db.$executeRawUnsafe(`update "ContentKey" set wrapped = set_bit(wrapped, 200, 1 - get_bit(wrapped, 200))`);
    const vault = testVault();
    for (const act of [() => vault.read(ctx, [good]), () => vault.keep(ctx, ["new"])])
      expect(await failure(act())).toEqual({
        code: "content-damaged",
        sentence: expect.stringMatching(/^The stored key key_\w+ is damaged, /) as unknown,
      });
    expect(await database.db.content.count()).toBe(2);
  });
});

test("what is missing is named", async () => {
  const [there = ""] = await testVault().keep(ctx, ["there"]);
  const { code, sentence } = await failure(testVault().read(ctx, [there, sha256("gone")]));
  expect(code).toBe("content-missing");
  expect(sentence).toContain(sha256("gone").slice(0, 12));
});

test("another secret key neither reads nor adds, and says what to do", async () => {
  const [hash = ""] = await testVault().keep(ctx, ["a"]);
  const digest = await testVault().digest(ctx, "a");
  const stranger = openVault({ secretKey: "another secret key of at least 32 characters" });
  const acts = [
    () => stranger.read(ctx, [hash]),
    () => stranger.keep(ctx, ["b"]),
    () => stranger.digest(ctx, "a"),
    () => stranger.compare(ctx, "a", digest),
  ];
  for (const act of acts) {
    const { code, sentence } = await failure(act());
    expect(code).toBe("secret-key-wrong");
    expect(sentence).toMatch(/LASTGOOD_SECRET_KEY.* Nothing was changed\. Start Lastgood with the key that it had/);
  }
  expect(await database.db.content.count()).toBe(1);
});

describe("a digest", () => {
  test("says later, also in another process, whether something changed", async () => {
    const digest = await testVault().digest(ctx, "hunter2");
    expect(digest).toMatch(/^key_[0-9a-f]{24}:[0-9a-f]{64}$/);
    expect(await testVault().compare(ctx, "hunter2", digest)).toBe(true);
    expect(await testVault().compare(ctx, "hunter3", digest)).toBe(false);
    expect(await testVault().compare(ctx, "hunter2", digest.slice(0, -2))).toBe(false);
  });

  test("is no plain hash, and another one in another installation", async () => {
    const digest = await testVault().digest(ctx, "hunter2");
    expect(digest).not.toContain(sha256("hunter2"));
    await emptyVault(database.db);
    const elsewhere = await testVault().digest(ctx, "hunter2");
    expect(elsewhere.split(":")[1]).not.toBe(digest.split(":")[1]);
    expect(await testVault().compare(ctx, "hunter2", digest)).toBeNull();
  });

  test.each(["", "nonsense", "key_gone:00"])("that reads %j compares to nothing", async (digest) => {
    expect(await testVault().compare(ctx, "hunter2", digest)).toBeNull();
  });
});
