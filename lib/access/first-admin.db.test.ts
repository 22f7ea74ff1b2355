import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { addUser } from "./add-user";
import { bootstrapAdmin } from "./bootstrap-admin";
import { completeSetup } from "./complete-setup";
import { readSetupLink } from "./read-setup-link";
import { accessCtx, HOUR } from "./testing/access-ctx";
import { emptyTables } from "./testing/empty-tables";
import { verifyAudit } from "./verify-audit";

const PASSWORD = "correct horse battery";
const person = (name: string) => ({ email: `${name}@example.org`, name, password: PASSWORD });

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

const start = async () => {
  const done = await bootstrapAdmin({ ctx, input: { admin: null } });
  return done.kind === "set-up-link" ? done.path.replace("/setup/", "") : done.kind;
};
const users = async () => (await database.db.user.findMany({ orderBy: { email: "asc" } })).map(({ email, role }) => `${email} ${role}`);

describe("with a set-up link", () => {
  test("the holder becomes the admin, once", async () => {
    const secret = await start();
    expect(await readSetupLink({ ctx, input: { secret } })).toEqual({ works: true });
    expect(await completeSetup({ ctx, input: { secret, ...person("kim") } })).toMatchObject({ email: "kim@example.org", role: "admin" });
    expect(await readSetupLink({ ctx, input: { secret } })).toEqual({ works: false });
    await expect(completeSetup({ ctx, input: { secret, ...person("eve") } })).rejects.toMatchObject({ code: "conflict" });
    expect(await users()).toEqual(["kim@example.org admin"]);
    expect(await start()).toBe("has-users");
    expect(JSON.stringify(await database.db.setupLink.findMany())).not.toContain(secret);
  });

  test("ten submits at once make one admin", async () => {
    const secret = await start();
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => completeSetup({ ctx, input: { secret, ...person(`p${i}`) } })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await users()).toHaveLength(1);
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken", entries: 1 });
  });

  test("a fresh start ends the link of the one before", async () => {
    const [first, second] = [await start(), await start()];
    await expect(completeSetup({ ctx, input: { secret: first, ...person("eve") } })).rejects.toMatchObject({ code: "not-found" });
    await expect(completeSetup({ ctx, input: { secret: second, ...person("kim") } })).resolves.toBeTruthy();
  });

  test("a link lives a day, and a made-up one never", async () => {
    const secret = await start();
    ctx.clock.advance(24 * HOUR);
    expect(await readSetupLink({ ctx, input: { secret } })).toEqual({ works: false });
    await expect(completeSetup({ ctx, input: { secret, ...person("eve") } })).rejects.toMatchObject({ code: "not-found" });
    await expect(completeSetup({ ctx, input: { secret: "x", ...person("eve") } })).rejects.toMatchObject({ code: "not-found" });
    expect(await users()).toEqual([]);
  });

  test("a link is worth nothing once there is a user by another way", async () => {
    const secret = await start();
    await addUser({ ctx, input: { ...person("kim"), role: "viewer" } });
    await expect(completeSetup({ ctx, input: { secret, ...person("eve") } })).rejects.toMatchObject({ code: "conflict" });
    expect(await users()).toEqual(["kim@example.org viewer"]);
  });

  test("a short password leaves the link usable", async () => {
    const secret = await start();
    await expect(completeSetup({ ctx, input: { secret, ...person("kim"), password: "short" } })).rejects.toThrow();
    expect(await readSetupLink({ ctx, input: { secret } })).toEqual({ works: true });
  });
});

describe("with an admin from the environment", () => {
  const admin = { email: "root@example.org", password: PASSWORD };

  test("adds that admin, once, however many processes start", async () => {
    const kinds = await Promise.all(Array.from({ length: 5 }, async () => (await bootstrapAdmin({ ctx, input: { admin } })).kind));
    expect(kinds.sort()).toEqual(["admin-added", "has-users", "has-users", "has-users", "has-users"]);
    expect(await users()).toEqual(["root@example.org admin"]);
  });

  test("is read only while there is no user", async () => {
    await addUser({ ctx, input: { ...person("kim"), role: "viewer" } });
    expect(await bootstrapAdmin({ ctx, input: { admin } })).toEqual({ kind: "has-users" });
    expect(await users()).toEqual(["kim@example.org viewer"]);
  });
});
