import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { inTransaction } from "@/lib/platform/in-transaction";
import { exportAudit } from "./export-audit";
import { listAudit } from "./list-audit";
import { readAuditEntry } from "./read-audit-entry";
import { recordAudit, type AuditAct } from "./record-audit";
import type { AuditEntryJson, ExportAuditInput } from "./schemas";
import { accessCtx, MINUTE } from "./testing/access-ctx";
import { emptyTables } from "./testing/empty-tables";
import { verifyAudit } from "./verify-audit";
import { verifyAuditPiece } from "./verify-audit-piece";

let database: FreshDatabase;
let ctx: ReturnType<typeof accessCtx>;

const record = (act: AuditAct, who = ctx) => inTransaction(who, (tx) => recordAudit(tx, act));
const asSuperuser = async (statement: string) => {
  await database.db.$transaction([
    database.db.$executeRawUnsafe(`set local session_replication_role = 'replica'`),
    database.db.$executeRawUnsafe(statement),
  ]);
};

beforeAll(async () => {
  database = await freshDatabase();
  return () => database.drop();
});
beforeEach(async () => {
  await emptyTables(database.db);
  ctx = accessCtx(database.db);
});

describe("the chain", () => {
  test("holds what was done, by whom, when, why and in which request", async () => {
    await record({
      action: "rollback.confirm",
      botId: "bot_1",
      subject: "OmniServe",
      before: { a: 1 },
      after: [2],
      reason: "wrong answers",
    });
    expect(await database.db.auditEntry.findMany()).toEqual([
      {
        seq: 1n,
        at: ctx.clock.now(),
        actor: { kind: "system", job: "test" },
        action: "rollback.confirm",
        botId: "bot_1",
        subject: "OmniServe",
        before: { a: 1 },
        after: [2],
        reason: "wrong answers",
        requestId: "req_test",
        prevHash: "0".repeat(64),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      },
    ]);
  });

  test("is unbroken after entries of every shape", async () => {
    await record({ action: "user.add", subject: "user kim@example.org" });
    await record({
      action: "rollback.confirm",
      botId: "bot_1",
      subject: "OmniServe",
      before: { b: 1, a: [1.5, { z: null, y: "ü\n\"'\\ 🤖" }] },
      after: "x",
      reason: "why",
    });
    await record({
      action: "release.mark-bad",
      subject: "1.2.0",
      before: { ["__proto__"]: { deep: true }, gone: undefined },
      after: [0.1 + 0.2, 1e21, -0, 12345678901234567890],
    });
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken", entries: 3, lastSeq: "3" });
  });

  test("is unbroken after 50 writes at once", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => record({ action: "test.write", subject: `writer ${i}` })));
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken", entries: 50, lastSeq: "50" });
  });

  test("has no gap where a transaction was rolled back", async () => {
    await record({ action: "test.first", subject: "a" });
    await expect(
      inTransaction(ctx, async (tx) => {
        await recordAudit(tx, { action: "test.lost", subject: "b" });
        throw new Error("the act failed");
      }),
    ).rejects.toThrow("the act failed");
    await record({ action: "test.second", subject: "c" });
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken", entries: 2 });
  });

  test("refuses to record outside a transaction", async () => {
    await expect(recordAudit(ctx, { action: "test.write", subject: "x" })).rejects.toThrow("needs the transaction");
    expect(await database.db.auditEntry.count()).toBe(0);
  });

  test("cannot be changed, deleted from or emptied by the application", async () => {
    await record({ action: "test.write", subject: "x" });
    await expect(database.db.auditEntry.updateMany({ data: { subject: "y" } })).rejects.toThrow("append-only");
    await expect(database.db.auditEntry.deleteMany()).rejects.toThrow("append-only");
    await expect(database.db.$executeRaw`truncate "AuditEntry"`).rejects.toThrow("append-only");
  });
});

describe("tampering by a superuser is found", () => {
  beforeEach(async () => {
    for (const subject of ["first", "second", "third"]) {
      await record({ action: "test.write", botId: "bot_1", subject, before: { n: 1 }, after: { n: 2 }, reason: "because" });
    }
  });

  test.each([
    ["at", `"at" = "at" + interval '1 millisecond'`],
    ["actor", `actor = '{"kind":"system","job":"other"}'`],
    ["action", `action = 'test.other'`],
    ["botId", `"botId" = null`],
    ["subject", `subject = 'other'`],
    ["before", `before = '{"n":3}'`],
    ["after", `after = null`],
    ["reason", `reason = 'other'`],
    ["requestId", `"requestId" = 'req_other'`],
    ["prevHash", `"prevHash" = repeat('a', 64)`],
    ["hash", `hash = repeat('a', 64)`],
  ])("in %s", async (_, change) => {
    await asSuperuser(`update "AuditEntry" set ${change} where seq = 2`);
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "broken", seq: "2" });
  });

  test("in every column there is", async () => {
    const columns = await database.db.$queryRaw<
      { name: string }[]
    >`select column_name as name from information_schema.columns where table_name = 'AuditEntry'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(
      ["seq", "at", "actor", "action", "botId", "subject", "before", "after", "reason", "requestId", "prevHash", "hash"].sort(),
    );
  });

  test("a missing entry is named", async () => {
    await asSuperuser(`delete from "AuditEntry" where seq = 2`);
    expect(await verifyAudit({ ctx })).toEqual({ kind: "broken", seq: "3", sentence: "Entry 2 is missing." });
  });

  test.each([
    ["a deleted entry", `delete from "AuditEntry" where seq = 2`, "3"],
    ["a deleted first entry", `delete from "AuditEntry" where seq = 1`, "2"],
    ["two swapped entries", `update "AuditEntry" set seq = case seq when 1 then -2 when 2 then -1 end where seq < 3`, "-2"],
    ["a renumbered entry", `update "AuditEntry" set seq = 4 where seq = 3`, "4"],
    [
      "an entry put before the first",
      `insert into "AuditEntry" select 0, at, actor, action, "botId", subject, before, after, reason, "requestId", "prevHash", hash from "AuditEntry" where seq = 1`,
      "0",
    ],
  ])("%s", async (_, statement, seq) => {
    await asSuperuser(statement);
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "broken", seq });
  });
});

describe("listing", () => {
  beforeEach(async () => {
    const kim = accessCtx(database.db, { kind: "user", id: "usr_kim", name: "Kim", role: "operator" });
    const ci = accessCtx(database.db, { kind: "token", id: "tok_1", name: "ci", scope: "operate" });
    await record({ action: "rollback.confirm", botId: "bot_1", subject: "OmniServe" }, kim);
    ci.clock.advance(MINUTE);
    await record({ action: "release.mark-bad", botId: "bot_2", subject: "Greeter 1.0" }, ci);
    ctx.clock.advance(2 * MINUTE);
    await record({ action: "rollback.confirm", botId: "bot_2", subject: "Greeter" });
  });

  test.each([
    [{}, ["3 the test", "2 token ci", "1 Kim"]],
    [{ botId: "bot_2" }, ["3 the test", "2 token ci"]],
    [{ action: "rollback.confirm" }, ["3 the test", "1 Kim"]],
    [{ action: "rollback" }, ["3 the test", "1 Kim"]],
    [{ action: "roll" }, []],
    [{ actor: "Kim" }, ["1 Kim"]],
    [{ actor: "tok_1" }, ["2 token ci"]],
    [{ actor: "test" }, ["3 the test"]],
    [{ from: "2026-11-21T10:01:00Z" }, ["3 the test", "2 token ci"]],
    [{ from: "2026-11-21T11:00:00+01:00", to: "2026-11-21T10:01:00Z" }, ["1 Kim"]],
    [{ actor: "nobody" }, []],
  ])("%o", async (input, expected) => {
    const { items, nextCursor } = await listAudit({ ctx, input });
    expect(items.map(({ seq, actor }) => `${seq} ${actor}`)).toEqual(expected);
    expect(nextCursor).toBeNull();
  });

  test("goes on where the page before ended", async () => {
    const first = await listAudit({ ctx, input: { limit: 2 } });
    const second = await listAudit({ ctx, input: { limit: 2, cursor: first.nextCursor ?? "" } });
    expect([first, second].map(({ items }) => items.map(({ seq }) => seq))).toEqual([["3", "2"], ["1"]]);
    expect(second.nextCursor).toBeNull();
  });
});

describe("one entry", () => {
  test("is read by its number, with credentials hidden that somebody wrote into it", async () => {
    await record({
      action: "rollback.confirm",
      subject: "OmniServe",
      before: { version: "1.2.0", env: [{ name: "DB_PASSWORD", value: "hunter2" }] },
      reason: "password=hunter2 leaked",
    });
    const entry = await readAuditEntry({ ctx, input: { seq: "1" } });
    expect(entry).toMatchObject({ seq: "1", before: { version: "1.2.0" }, requestId: "req_test", prevHash: "0".repeat(64) });
    expect(JSON.stringify(entry)).not.toContain("hunter2");
    await expect(readAuditEntry({ ctx, input: { seq: "2" } })).rejects.toMatchObject({ code: "not-found" });
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken" }); // what is kept is what was written
  });
});

describe("an export", () => {
  const all = async (input: ExportAuditInput) => {
    const entries: AuditEntryJson[] = [];
    for await (const page of await exportAudit({ ctx, input })) entries.push(...page);
    return entries;
  };

  test("is what the filter asks for, and on the record, which it does not hold itself", async () => {
    for (const subject of ["a", "b"]) await record({ action: "rollback.confirm", subject });
    await record({ action: "user.add", subject: "user kim@example.org" });
    expect((await all({ format: "csv", action: "rollback" })).map(({ subject }) => subject)).toEqual(["b", "a"]);
    expect((await all({ format: "json" })).map(({ action }) => action)).toEqual([
      "audit.export",
      "user.add",
      "rollback.confirm",
      "rollback.confirm",
    ]);
    const last = await database.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({ seq: 5n, action: "audit.export", after: { format: "json" } });
  });

  test("is not for a viewer, and then not on the record either", async () => {
    const sam = accessCtx(database.db, { kind: "user", id: "usr_sam", name: "Sam", role: "viewer" });
    await expect(exportAudit({ ctx: sam, input: { format: "csv" } })).rejects.toMatchObject({ code: "forbidden" });
    expect(await database.db.auditEntry.count()).toBe(0);
  });
});

describe("a long log", () => {
  const ENTRIES = 20_000;
  const plans = async (sql: string) =>
    (await database.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(`explain ${sql} order by seq desc limit 51`))
      .map((row) => row["QUERY PLAN"])
      .join("\n");

  test("is filtered by indexes, in the order in which it is read", async () => {
    await asSuperuser(`insert into "AuditEntry" (seq, at, actor, action, "botId", subject, "requestId", "prevHash", hash)
      select n, timestamp '2026-01-01' + n * interval '10 minutes', jsonb_build_object('kind', 'user', 'id', 'usr_' || n % 500, 'name', 'person ' || n % 500),
        case when n % 1000 = 0 then 'user.add' else 'rollback.confirm' end, 'bot_' || n % 1000, 'x', 'req', '', '' from generate_series(1, ${ENTRIES}) as n`);
    await database.db.$executeRaw`analyze "AuditEntry"`;
    for (const [where, index] of [
      [`"botId" = 'bot_7'`, "AuditEntry_botId_seq_idx"],
      [`action = 'user.add'`, "AuditEntry_action_seq_idx"],
      [`split_part(action, '.', 1) = 'user'`, "AuditEntry_domain_seq_idx"],
      [`actor ->> 'id' = 'usr_7'`, "AuditEntry_who_id_seq_idx"],
      [`coalesce(actor ->> 'name', actor ->> 'job') = 'person 7'`, "AuditEntry_who_seq_idx"],
      [`at >= '2026-01-05' and at < '2026-01-06'`, "AuditEntry_at_idx"],
    ] as const) {
      expect(await plans(`select * from "AuditEntry" where ${where}`), where).toContain(index);
    }
  });

  test("is verified in pieces, each of which goes on where the one before ended", async () => {
    await asSuperuser(
      `insert into "AuditEntry" select n, '2026-01-01', '{}', 'test.write', null, 'x', null, null, null, 'req', '', '' from generate_series(1, 2) as n`,
    );
    expect(await verifyAuditPiece({ ctx, input: {} })).toMatchObject({ kind: "broken", seq: "1" });
    await emptyTables(database.db);
    for (const subject of ["a", "b", "c"]) await record({ action: "test.write", subject });
    const { hash } = await database.db.auditEntry.findFirstOrThrow({ where: { seq: 2n } });
    expect(await verifyAuditPiece({ ctx, input: { after: "2", hash } })).toMatchObject({ kind: "unbroken", seq: "3", lastSeq: "3" });
    expect(await verifyAuditPiece({ ctx, input: { after: "2", hash: "0".repeat(64) } })).toMatchObject({ kind: "broken", seq: "3" });
    expect(await verifyAuditPiece({ ctx, input: { after: "3", hash } })).toMatchObject({ kind: "unbroken", seq: "3" });
  });
});
