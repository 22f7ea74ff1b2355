import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { createToken } from "./create-token";
import { findToken } from "./find-token";
import { listTokens } from "./list-tokens";
import { revokeToken } from "./revoke-token";
import { accessCtx, HOUR, MINUTE } from "./testing/access-ctx";
import { emptyTables } from "./testing/empty-tables";

let database: FreshDatabase;
let ctx: ReturnType<typeof accessCtx>;

beforeAll(async () => {
  database = await freshDatabase();
  return () => database.drop();
});
beforeEach(async () => {
  await emptyTables(database.db);
  ctx = accessCtx(database.db);
});

const create = (expiresAt: Date | null = null) => createToken({ ctx, input: { name: "ci", scope: "operate", expiresAt } });
const find = (secret: string) => findToken({ ctx, input: { secret } });

describe("a token", () => {
  test("acts with its secret, which is kept nowhere", async () => {
    const { token, secret } = await create();
    expect(secret).toMatch(/^lg_operate_[0-9a-f]{48}$/);
    expect(await find(secret)).toEqual({ kind: "token", id: token.id, name: "ci", scope: "operate" });
    const rows = JSON.stringify([await database.db.apiToken.findMany(), await database.db.auditEntry.findMany({ omit: { seq: true } })]);
    expect(rows).not.toContain(secret.slice(-48));
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: "token.create", subject: "token ci" }]);
  });

  test("is not known by anything else", async () => {
    const { secret } = await create();
    for (const other of [secret.toUpperCase(), secret.slice(0, -1), "", "lg_operate_"]) expect(await find(other)).toBeNull();
  });

  test("ends when it expires, to the moment", async () => {
    const { secret } = await create(new Date(ctx.clock.now().getTime() + HOUR));
    ctx.clock.advance(HOUR - 1);
    expect(await find(secret)).not.toBeNull();
    ctx.clock.advance(1);
    expect(await find(secret)).toBeNull();
  });

  test("ends when it is revoked; revoking it again changes nothing", async () => {
    const { token, secret } = await create();
    await revokeToken({ ctx, input: { id: token.id } });
    ctx.clock.advance(MINUTE);
    await revokeToken({ ctx, input: { id: token.id } });
    expect(await find(secret)).toBeNull();
    expect(await listTokens({ ctx })).toMatchObject([{ revokedAt: "2026-11-21T10:00:00.000Z", createdBy: "the test" }]);
    expect(await database.db.auditEntry.count()).toBe(2);
  });

  test("notes its last use once a minute", async () => {
    const { secret } = await create();
    const lastUse = async () => (await listTokens({ ctx }))[0]?.lastUsedAt;
    const uses = [await lastUse()];
    for (const ms of [0, MINUTE - 1, 1]) {
      ctx.clock.advance(ms);
      await find(secret);
      uses.push(await lastUse());
    }
    expect(uses).toEqual([null, "2026-11-21T10:00:00.000Z", "2026-11-21T10:00:00.000Z", "2026-11-21T10:01:00.000Z"]);
  });
});

test("revoking an unknown token is an error", async () => {
  await expect(revokeToken({ ctx, input: { id: "tok_none" } })).rejects.toMatchObject({ code: "not-found" });
});

test.each(["viewer", "operator", "lead"] as const)("tokens are not for a %s to manage", async (role) => {
  const who = accessCtx(database.db, { kind: "user", id: "usr_1", name: "Sam", role });
  await expect(createToken({ ctx: who, input: { name: "x", scope: "read", expiresAt: null } })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(listTokens({ ctx: who })).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeToken({ ctx: who, input: { id: "tok_1" } })).rejects.toMatchObject({ code: "forbidden" });
});
