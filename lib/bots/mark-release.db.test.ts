import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "@/lib/access/types";
import { after, replicaSet } from "@/lib/health/testing/sightings";
import { chooseNamespaces } from "./choose-namespaces";
import { declaredEnvironments } from "./declared-environments";
import { markRelease } from "./mark-release";
import { readBot } from "./read-bot";
import { KIM, running, watched, type Watched } from "./testing/watched-bot";

let bot: Watched;
let ids: { botId: string; releaseId: string };
const mark = (more: Partial<Parameters<typeof markRelease>[0]["input"]> = {}, who: Actor = KIM) =>
  markRelease({ ctx: bot.as(who), input: { ...ids, bad: true, reason: "wrong answers", ...more } });
const audit = () => bot.db.auditEntry.findMany({ orderBy: { seq: "asc" } });
const person = (role: "viewer" | "operator" | "lead" | "admin"): Actor => ({ kind: "user", id: "usr_1", name: "Lee", role });
const token = (scope: "record" | "read" | "operate"): Actor => ({ kind: "token", id: "tok_1", name: "ci", scope });
const choose = (namespaces: string[], who: Actor = person("admin")) => chooseNamespaces({ ctx: bot.as(who), input: { namespaces } });
/** From now on the database refuses this. */
async function refuse(table: string): Promise<void> {
  await bot.db.$executeRawUnsafe(`alter table "${table}" add constraint refused check (false) not valid`);
  onTestFinished(async () => void (await bot.db.$executeRawUnsafe(`alter table "${table}" drop constraint refused`)));
}

async function prepare(): Promise<void> {
  bot = await watched();
  const { botId } = await bot.observe(running("1.1.0", { revisions: [replicaSet("1.0.0", 1), replicaSet("1.1.0", 2)] }));
  ids = { botId, releaseId: (await bot.release("1.0.0")).id };
}
const drop = () => bot.database.drop();

describe("a release marked bad", () => {
  beforeEach(async () => {
    await prepare();
    return drop;
  });

  test("says who, when and why, and is no default target any more", async () => {
    bot.advance(60);
    expect(await mark()).toMatchObject({
      version: "1.0.0",
      quarantine: { since: after(60).toISOString(), by: "Kim", reason: "wrong answers", rollbackId: null },
    });
    expect(await readBot({ ctx: bot.as(KIM), input: { id: ids.botId } })).toMatchObject({
      target: { kind: "none", because: "all-others-bad" },
    });
  });

  test("is on the record with what was before", async () => {
    await mark();
    await mark({ reason: "wrong and rude" });
    await mark({ bad: false, reason: "it was the dashboard" });
    expect((await audit()).map(({ action, before, after: then, reason, subject }) => ({ action, before, then, reason, subject }))).toEqual([
      {
        action: "release.mark-bad",
        before: { bad: false, reason: null },
        then: { bad: true, reason: "wrong answers" },
        reason: "wrong answers",
        subject: "omniserve 1.0.0 in Production",
      },
      {
        action: "release.mark-bad",
        before: { bad: true, reason: "wrong answers" },
        then: { bad: true, reason: "wrong and rude" },
        reason: "wrong and rude",
        subject: "omniserve 1.0.0 in Production",
      },
      {
        action: "release.lift-quarantine",
        before: { bad: true, reason: "wrong and rude" },
        then: { bad: false, reason: null },
        reason: "it was the dashboard",
        subject: "omniserve 1.0.0 in Production",
      },
    ]);
  });

  test("is a target again once it is taken back", async () => {
    await mark();
    expect(await mark({ bad: false })).toMatchObject({ quarantine: null });
    expect(await readBot({ ctx: bot.as(KIM), input: { id: ids.botId } })).toMatchObject({
      target: { kind: "chosen", release: { version: "1.0.0" } },
    });
  });

  test("that is not there to be taken back leaves no trace", async () => {
    expect(await mark({ bad: false })).toMatchObject({ quarantine: null });
    expect(await audit()).toEqual([]);
  });

  test("is not marked when it cannot be put on the record", async () => {
    await refuse("AuditEntry");
    await expect(mark()).rejects.toThrow();
    expect(await bot.db.quarantine.count()).toBe(0);
  });

  test("is in quarantine once, however many mark it at the same time", async () => {
    await Promise.all([mark(), mark({ reason: "wrong and rude" }), mark({}, person("lead"))]);
    expect(await bot.db.quarantine.count()).toBe(1);
    await mark({ bad: false });
    await mark();
    expect(await bot.db.quarantine.findMany({ select: { liftReason: true }, orderBy: { id: "asc" } })).toHaveLength(2);
    await expect(bot.db.$executeRaw`update "Quarantine" set "liftedAt" = null`).rejects.toThrow("Quarantine_one_open_per_release");
  });

  test("keeps a reason that the database would refuse", async () => {
    expect(await mark({ reason: "wrong\u0000 answers" })).toMatchObject({ quarantine: { reason: "wrong\ufffd answers" } });
  });
});

describe("marking", () => {
  beforeAll(async () => {
    await prepare();
    return drop;
  });

  test.each(["", "   ", "x".repeat(501)])("needs a reason in a few words, not %j", async (reason) => {
    await expect(mark({ reason })).rejects.toThrow();
    expect(await bot.db.quarantine.count()).toBe(0);
  });

  test.each([{ releaseId: "rel_none" }, { botId: "bot_none" }])("is not found by %o", async (unknown) => {
    await expect(mark(unknown)).rejects.toMatchObject({ code: "not-found" });
    expect(await audit()).toEqual([]);
  });

  test.each<[Actor, boolean]>([
    [person("viewer"), false],
    [person("operator"), true],
    [person("lead"), true],
    [person("admin"), true],
    [token("record"), false],
    [token("read"), false],
    [token("operate"), true],
    [{ kind: "alert", name: "pager" }, false],
  ])("by %o: %s", async (who, allowed) => {
    const before = (await audit()).length;
    if (allowed) await expect(mark({}, who)).resolves.toMatchObject({ version: "1.0.0" });
    else await expect(mark({}, who)).rejects.toMatchObject({ code: "forbidden" });
    expect((await audit()).length - before).toBe(allowed ? 1 : 0);
  });
});

describe("the namespaces that hold bots", () => {
  beforeEach(async () => {
    await prepare();
    return drop;
  });

  const declared = async () =>
    (await declaredEnvironments(bot.ctx, { LASTGOOD_NAMESPACES: [], LASTGOOD_SOAK: 300, LASTGOOD_VERIFY: 30 })).map(
      ({ name, namespaces, soakSeconds }) => ({
        name,
        namespaces,
        soakSeconds,
      }),
    );

  test("are none until an admin chooses", async () => {
    expect(await declared()).toEqual([]);
    await choose(["support", "sales", "support"]);
    expect(await declared()).toEqual([{ name: "production", namespaces: ["support", "sales"], soakSeconds: 300 }]);
  });

  test("are all when `*` is among them", async () => {
    expect(await choose(["support", "*"])).toEqual({ namespaces: ["*"] });
  });

  test("are on the record with what was before", async () => {
    await choose(["support"]);
    await choose(["sales"]);
    expect((await audit()).map(({ before, after: then }) => [before, then])).toEqual([
      [null, ["support"]],
      [["support"], ["sales"]],
    ]);
  });

  test("are not chosen when it cannot be put on the record", async () => {
    await refuse("AuditEntry");
    await expect(choose(["support"])).rejects.toThrow();
    expect(await declared()).toEqual([]);
  });
});

describe("namespaces", () => {
  beforeAll(async () => {
    await prepare();
    return drop;
  });

  test.each([[[]], [["Support"]], [["a/b"]], [["-a"]], [["x".repeat(64)]], [["ok", ""]], [["kube\u0000"]]])(
    "are not %j",
    async (namespaces) => {
      await expect(choose(namespaces)).rejects.toMatchObject({ code: "bad-input" });
      expect(await audit()).toEqual([]);
    },
  );

  test.each([person("viewer"), person("operator"), person("lead"), token("operate")])("are not chosen by %o", async (who) => {
    await expect(choose(["support"], who)).rejects.toMatchObject({ code: "forbidden" });
  });
});
