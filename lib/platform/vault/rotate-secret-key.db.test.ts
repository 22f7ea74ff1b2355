import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import type { PlatformCtx } from "@/lib/platform/ctx";
import { inTransaction } from "@/lib/platform/in-transaction";
import { lockContentKeys } from "./content-key-rows";
import { dataDirSecretKey, keptSecretKey, rotateDataDirSecretKey } from "./data-dir-secret-key";
import { forgetContents } from "./forget-contents";
import { rotateSecretKey } from "./rotate-secret-key";
import { emptyVault, failure, NOW, vaultCtx } from "./testing/vault-scene";
import { troubleWithSecretKey } from "./trouble-with-secret-key";
import { openVault, type Vault } from "./vault";

const [FORMER, NEXT, THIRD] = ["former", "next", "third"].map((name) => `${name} secret key, at least 32 characters`) as [
  string,
  string,
  string,
];

let database: FreshDatabase;
let ctx: PlatformCtx;
beforeAll(async () => {
  database = await freshDatabase();
  ctx = vaultCtx(database.db);
  return () => database.drop();
});
beforeEach(() => emptyVault(database.db));

const underLock = <T>(act: (tx: PlatformCtx) => Promise<T>) =>
  inTransaction(ctx, async (tx) => {
    await lockContentKeys(tx);
    return act(tx);
  });
const rotate = (input: { former: string; next: string; fresh?: boolean }) => underLock((tx) => rotateSecretKey(tx, input));

/** Something kept and something digested, to ask a vault for later. */
async function stored(vault: Vault) {
  const [hash = ""] = await vault.keep(ctx, ["threshold: 0.7"]);
  const digest = await vault.digest(ctx, "hunter2");
  const contents = await database.db.content.findMany();
  return {
    async isFoundBy(other: Vault) {
      expect((await other.read(ctx, [hash])).get(hash)?.toString()).toBe("threshold: 0.7");
      expect(await other.compare(ctx, "hunter2", digest)).toBe(true);
      expect(await database.db.content.findMany()).toEqual(contents);
    },
    isShutTo: async (other: Vault) => expect((await failure(other.read(ctx, [hash]))).code).toBe("secret-key-wrong"),
  };
}

describe("a rotation", () => {
  test("opens what is stored to the next secret key and shuts it to the former one; contents and digests stay", async () => {
    const running = openVault({ secretKey: FORMER });
    const what = await stored(running);
    expect(await rotate({ former: FORMER, next: NEXT })).toMatchObject({ wrapped: 1, added: null });
    await what.isFoundBy(openVault({ secretKey: NEXT }));
    await what.isShutTo(openVault({ secretKey: FORMER }));
    await what.isFoundBy(running);
    expect(await running.keep(ctx, ["kept by a process that was not restarted yet"])).toHaveLength(1);
  });

  test("does nothing when repeated, and every key follows the next one", async () => {
    const what = await stored(openVault({ secretKey: FORMER }));
    expect(await rotate({ former: FORMER, next: NEXT, fresh: true })).toMatchObject({ wrapped: 1, added: expect.stringMatching(/^key_/) });
    expect(await rotate({ former: FORMER, next: NEXT })).toMatchObject({ wrapped: 0, added: null });
    expect(await rotate({ former: NEXT, next: THIRD })).toMatchObject({ wrapped: 2, added: null });
    await what.isFoundBy(openVault({ secretKey: THIRD }));
  });

  test("with a fresh content key seals with it from then on, also where it comes from a machine whose clock is slow", async () => {
    await stored(openVault({ secretKey: FORMER }));
    const slow = { ...ctx, clock: { now: () => new Date(NOW.getTime() - 3_600_000) } };
    const { added } = await inTransaction(slow, (tx) => rotateSecretKey(tx, { former: FORMER, next: NEXT, fresh: true }));
    const vault = openVault({ secretKey: NEXT });
    const [hash = ""] = await vault.keep(ctx, ["new"]);
    expect(await database.db.content.findUniqueOrThrow({ where: { hash } })).toMatchObject({ keyId: added });
    expect(await vault.digest(ctx, "hunter2")).toMatch(new RegExp(`^${added}:`));
  });

  test("before anything is stored leaves a key, so a process with the former secret key cannot make one", async () => {
    expect(await rotate({ former: FORMER, next: NEXT })).toMatchObject({ wrapped: 0, added: expect.stringMatching(/^key_/) });
    expect((await failure(openVault({ secretKey: FORMER }).keep(ctx, ["a"]))).code).toBe("secret-key-wrong");
  });

  test("from a key that is not the former one changes nothing and says so", async () => {
    const what = await stored(openVault({ secretKey: FORMER }));
    await rotate({ former: FORMER, next: FORMER, fresh: true });
    const { code, sentence } = await failure(rotate({ former: THIRD, next: NEXT }));
    expect(code).toBe("secret-key-wrong");
    expect(sentence).toMatch(/^The former secret key does not open what is stored.* Nothing was changed\./);
    await what.isFoundBy(openVault({ secretKey: FORMER }));
  });

  test("that is cut short is as if it had not begun", async () => {
    const what = await stored(openVault({ secretKey: FORMER }));
    const killed = underLock(async (tx) => {
      await rotateSecretKey(tx, { former: FORMER, next: NEXT });
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    await what.isFoundBy(openVault({ secretKey: FORMER }));
  });
});

describe("a secret key that the data dir keeps", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "lastgood-key-"));
    return () => rmSync(dir, { recursive: true });
  });
  const kept = () => readFileSync(path.join(dir, "secret-key"), "utf8");
  const isNextThere = () => existsSync(path.join(dir, "secret-key.next"));
  const restarted = async () => openVault({ secretKey: await dataDirSecretKey(ctx, dir) });
  const commit = () => underLock((tx) => rotateDataDirSecretKey(tx, dir));

  test("is made once, and looked for without making one", async () => {
    expect(await keptSecretKey(ctx, dir)).toBeNull();
    const made = await dataDirSecretKey(ctx, dir);
    expect([await dataDirSecretKey(ctx, dir), await keptSecretKey(ctx, dir), kept()]).toEqual([made, made, made]);
  });

  test("is replaced by one that opens the same", async () => {
    const former = await restarted();
    const what = await stored(former);
    const before = kept();
    expect(await commit()).toMatchObject({ wrapped: 1 });
    await what.isFoundBy(await restarted());
    expect(kept()).not.toBe(before);
    expect(isNextThere()).toBe(false);
    await what.isShutTo(openVault({ secretKey: before }));
  });

  test("stays where the rotation was killed before the database had it; the next try goes on", async () => {
    const what = await stored(await restarted());
    const before = kept();
    const killed = underLock(async (tx) => {
      await rotateDataDirSecretKey(tx, dir);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect(isNextThere()).toBe(true);
    await what.isFoundBy(await restarted());
    expect(kept()).toBe(before);

    expect(await commit()).toMatchObject({ wrapped: 1 });
    await what.isFoundBy(await restarted());
    expect(kept()).not.toBe(before);
  });

  test("is the next one where the rotation was killed after the database had it, for a start and for another rotation", async () => {
    const what = await stored(await restarted());
    const before = kept();
    await commit();
    expect([kept(), isNextThere()]).toEqual([before, true]);
    await what.isFoundBy(await restarted());
    expect(isNextThere()).toBe(false);

    await commit();
    expect(await commit()).toMatchObject({ wrapped: 1 });
    await what.isFoundBy(await restarted());
    expect(isNextThere()).toBe(false);
  });

  test("outlives rotations, starts and cut short ones in any order at once", async () => {
    const what = await stored(await restarted());
    const acts = Array.from({ length: 24 }, (_, i) => {
      if (i % 3 === 0) return commit().then(() => dataDirSecretKey(ctx, dir));
      if (i % 3 === 1) return dataDirSecretKey(ctx, dir);
      return underLock((tx) => rotateDataDirSecretKey(tx, dir).then(() => Promise.reject(new Error("killed")))).catch(() => {});
    });
    await Promise.all(acts);
    await what.isFoundBy(await restarted());
    expect(await troubleWithSecretKey(ctx, kept())).toBeNull();
  });
});

describe("a lost secret key", () => {
  test("leaves nothing but room: what comes is kept again, also what was there", async () => {
    const [hash = ""] = await openVault({ secretKey: FORMER }).keep(ctx, ["a", "b"]);
    expect(await underLock((tx) => forgetContents(tx, NEXT))).toEqual({ contents: 2 });
    const vault = openVault({ secretKey: NEXT });
    expect((await failure(vault.read(ctx, [hash]))).code).toBe("content-missing");
    await vault.keep(ctx, ["a"]);
    expect((await vault.read(ctx, [hash])).get(hash)?.toString()).toBe("a");
  });

  test("that is not lost is said to be there, and nothing is thrown away", async () => {
    const what = await stored(openVault({ secretKey: FORMER }));
    expect((await failure(underLock((tx) => forgetContents(tx, FORMER)))).code).toBe("conflict");
    await what.isFoundBy(openVault({ secretKey: FORMER }));
  });
});
