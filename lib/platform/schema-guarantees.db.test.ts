import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await addBot();
});
afterAll(() => database.drop());

const at = new Date("2026-11-21T10:00:00Z");

async function addBot(): Promise<void> {
  await database.db.environment.create({ data: { name: "production", title: "Production", soakSeconds: 600 } });
  const place = { environmentName: "production", namespace: "support", kind: "Deployment", name: "omniserve" };
  await database.db.bot.create({
    data: { ...place, id: "bot_1", title: "OmniServe", uid: "uid", firstSeenAt: at, verdictSince: at, sight: {}, sightAt: at },
  });
  await database.db.release.create({
    data: {
      id: "rel_1",
      botId: "bot_1",
      hashVersion: 1,
      hash: "h",
      template: "{}",
      version: "1",
      images: [],
      fieldOwners: [],
      origin: "seen",
      firstSeenAt: at,
    },
  });
}

describe("the audit log only grows", () => {
  const entry = (id: number) => ({
    at,
    actor: {},
    action: "test",
    subject: `entry ${id}`,
    requestId: "req_1",
    prevHash: "",
    hash: `hash ${id}`,
  });

  test.each([
    ["UPDATE", `update "AuditEntry" set action = 'other'`],
    ["DELETE", `delete from "AuditEntry"`],
    ["TRUNCATE", `truncate "AuditEntry"`],
  ])("%s is refused, and nothing changes", async (operation, sql) => {
    const { db } = database;
    await db.auditEntry.create({ data: entry(operation.length) });
    const before = await db.auditEntry.findMany({ orderBy: { seq: "asc" } });
    await expect(db.$executeRawUnsafe(sql)).rejects.toThrow(`The audit log is append-only: ${operation} of "AuditEntry" refused`);
    expect(await db.auditEntry.findMany({ orderBy: { seq: "asc" } })).toEqual(before);
  });
});

describe("one active rollback per bot", () => {
  const insert = (id: string, phase: string) => database.db.$executeRaw`
    insert into "Rollback" ("id", "botId", "planId", "fromReleaseId", "toReleaseId", "phase", "sentence", "startedBy", "startedAt")
    values (${id}, 'bot_1', ${`plan_${id}`}, 'rel_2', 'rel_1', ${phase}, '', '{}', now())`;

  test("is what a hundred at once come to; ended ones do not count", async () => {
    for (const phase of ["recovered", "failed", "errored", "superseded", "reverted", "aborted"]) await insert(`ended-${phase}`, phase);
    const tries = Array.from({ length: 100 }, (_, index) =>
      insert(`try-${index}`, ["applying", "following", "verifying"][index % 3] ?? "applying"),
    );
    const outcomes = await Promise.allSettled(tries);
    const refusals = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => String(reason));
    expect(refusals).toHaveLength(99);
    expect(refusals.every((reason) => reason.includes("Rollback_one_active_per_bot"))).toBe(true);
  });
});

test("one release is live at a time", async () => {
  const insert = (id: string, until: Date | null) => database.db.$executeRaw`
    insert into "Rollout" ("id", "botId", "releaseId", "since", "until", "broughtBy", "origin") values (${id}, 'bot_1', 'rel_1', ${at}, ${until}, '{}', 'seen')`;
  await insert("rol_1", at);
  await insert("rol_2", at);
  await insert("rol_3", null);
  await expect(insert("rol_4", null)).rejects.toThrow("Rollout_one_open_per_bot");
});
