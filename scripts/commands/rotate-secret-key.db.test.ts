import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { accessCtx } from "@/lib/access/testing/access-ctx";
import { verifyAudit } from "@/lib/access/verify-audit";
import { dataDirSecret } from "@/lib/platform/data-dir-secret";
import { openVault } from "@/lib/platform/vault/vault";
import { examineSecretKey } from "./examine-secret-key";
import { forgetLostKey } from "./forget-lost-key";
import { replaceSecretKey } from "./replace-secret-key";
import { secretKeyFor } from "./secret-key-for";
import { sentencesOf } from "./sentences-of";

const [ONE, TWO] = ["one: at least thirty-two characters", "two: at least thirty-two characters"];

let database: FreshDatabase;
let ctx: ReturnType<typeof accessCtx>;
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "lastgood-rotate-"));
  return () => rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  rmSync(path.join(dir, "secret-key"), { force: true });
  database = await freshDatabase();
  ctx = accessCtx(database.db);
  return () => database.drop();
});

const keep = async (secretKey: string) => (await openVault({ secretKey }).keep(ctx, ["threshold: 0.7"]))[0] ?? "";
const read = async (secretKey: string, hash: string) => (await openVault({ secretKey }).read(ctx, [hash])).get(hash)?.toString();
const replace = ({ next, former, fresh = false }: { next?: string; former?: string; fresh?: boolean }) =>
  replaceSecretKey(ctx, { LASTGOOD_DATA_DIR: dir, LASTGOOD_SECRET_KEY: next, LASTGOOD_FORMER_SECRET_KEY: former }, { fresh });
const sentence = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );
  return sentencesOf(error).join();
};

describe("replacing", () => {
  test("a key of one's own: on the record once, and neither key is in it", async () => {
    const hash = await keep(ONE);
    expect(await replace({ next: TWO, former: ONE })).toMatchObject({ wrapped: 1, added: null });
    expect(await replace({ next: TWO, former: ONE })).toMatchObject({ wrapped: 0, added: null });
    expect(await read(TWO, hash)).toBe("threshold: 0.7");

    const [{ seq: _, ...entry } = { seq: 0n }, ...others] = await database.db.auditEntry.findMany();
    expect(entry).toMatchObject({ action: "secret-key.rotate", subject: "the secret key", after: { wrapped: 1, added: null } });
    expect(JSON.stringify(entry)).not.toContain("thirty-two");
    expect(others).toEqual([]);
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken" });
  });

  test("the one that the data dir keeps, with a fresh key for contents", async () => {
    const kept = () => readFileSync(path.join(dir, "secret-key"), "utf8");
    const former = dataDirSecret(dir, "secret-key");
    const hash = await keep(former);
    expect(await replace({ fresh: true })).toMatchObject({ wrapped: 1, added: expect.stringMatching(/^key_/) as unknown });
    expect(kept()).not.toBe(former);
    expect(await read(kept(), hash)).toBe("threshold: 0.7");
    expect(existsSync(path.join(dir, "secret-key.next"))).toBe(false);
  });

  test.each([
    ["none, where none is kept", {}, /set LASTGOOD_SECRET_KEY to the new one/],
    ["the new one alone", { next: TWO }, /set LASTGOOD_SECRET_KEY to the new one and LASTGOOD_FORMER_SECRET_KEY/],
    ["the former one alone", { former: ONE }, /set LASTGOOD_SECRET_KEY to the new one/],
    ["the same twice", { next: ONE, former: ONE }, /Nothing was changed/],
    ["a wrong former one", { next: ONE.toUpperCase(), former: TWO }, /The former secret key does not open/],
  ])("%s: fails with a sentence and changes nothing", async (_, keys, expected) => {
    const hash = await keep(ONE);
    const said = await sentence(replace(keys));
    expect(said).toMatch(expected);
    expect(said).not.toContain("thirty-two");
    expect(await read(ONE, hash)).toBe("threshold: 0.7");
    expect(await database.db.auditEntry.count()).toBe(0);
  });
});

test("a lost key: what it sealed is thrown away, unless it is not lost", async () => {
  const hash = await keep(ONE);
  const forget = (secretKey?: string) => forgetLostKey(ctx, { LASTGOOD_DATA_DIR: dir, LASTGOOD_SECRET_KEY: secretKey });
  expect(await sentence(forget())).toMatch(/no secret key to begin anew with.* Nothing was thrown away/);
  expect(await sentence(forget(ONE))).toMatch(/is not lost.* Nothing was thrown away/);
  expect(await read(ONE, hash)).toBe("threshold: 0.7");
  expect(await forget(TWO)).toEqual({ contents: 1 });
  expect(await read(TWO, await keep(TWO))).toBe("threshold: 0.7");
  expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: "secret-key.forget", before: { contents: 1 } }]);
});

describe("a start", () => {
  const start = (secretKey?: string) =>
    secretKeyFor({
      databaseUrl: database.url,
      env: { LASTGOOD_DATA_DIR: dir, LASTGOOD_SECRET_KEY: secretKey },
      log: pino({ enabled: false }),
    });

  test("takes the key that is given, else the one that is kept, and makes it the first time", async () => {
    expect(await start(ONE)).toBe(ONE);
    expect(existsSync(path.join(dir, "secret-key"))).toBe(false);
    const made = await start();
    await keep(made);
    expect([await start(), await start(made)]).toEqual([made, made]);
  });

  test("refuses another key than the one that sealed what is stored", async () => {
    await keep(ONE);
    for (const wrong of [TWO, undefined]) expect(await sentence(start(wrong))).toMatch(/is not the one that opens what is stored/);
  });
});

test.each([
  ["opens", true, ONE, { ok: true, sentence: "opens what is stored." }],
  ["is wrong", true, TWO, { ok: false, sentence: expect.stringMatching(/^The secret key .* is not the one that opens/) as unknown }],
  [
    "is missing",
    true,
    undefined,
    { ok: false, sentence: expect.stringMatching(/^LASTGOOD_SECRET_KEY is not set, and .* keeps none/) as unknown },
  ],
  ["is not needed yet", false, undefined, { ok: true, sentence: "nothing is stored yet that needs one." }],
])("the doctor says that a key %s, and makes none", async (_, stored, secretKey, finding) => {
  if (stored) await keep(ONE);
  expect(await examineSecretKey(ctx, { LASTGOOD_DATA_DIR: dir, LASTGOOD_SECRET_KEY: secretKey })).toMatchObject(finding);
  expect(existsSync(path.join(dir, "secret-key"))).toBe(false);
});
