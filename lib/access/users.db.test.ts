import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { addUser } from "./add-user";
import { changeRole } from "./change-role";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { findSessionActor } from "./find-session-actor";
import { listUsers } from "./list-users";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";
import { accessCtx } from "./testing/access-ctx";
import { emptyTables } from "./testing/empty-tables";
import { verifyAudit } from "./verify-audit";

const PASSWORD = "correct horse battery";
const KIM = { email: "kim@example.org", name: "Kim", role: "operator" as const, password: PASSWORD };

let database: FreshDatabase;
let ctx: ReturnType<typeof accessCtx>;
let ip: string;
let tests = 0;

beforeAll(async () => {
  database = await freshDatabase();
  return () => database.drop();
});
beforeEach(async () => {
  await emptyTables(database.db);
  ctx = accessCtx(database.db);
  ip = `192.0.2.${++tests}`; // the limits are kept per process
});

const actions = async () =>
  (await database.db.auditEntry.findMany({ orderBy: { seq: "asc" } })).map(({ action, subject }) => `${action}: ${subject}`);

describe("adding and listing", () => {
  test("keeps no password, only its hash, and records who was added", async () => {
    const { user, generatedPassword } = await addUser({ ctx, input: { ...KIM, email: " Kim@Example.org " } });
    expect(user).toMatchObject({ email: "kim@example.org", name: "Kim", role: "operator", disabledAt: null });
    expect(generatedPassword).toBeNull();

    const rows = JSON.stringify([await database.db.user.findMany(), await database.db.auditEntry.findMany({ omit: { seq: true } })]);
    expect(rows).toContain("$argon2id$");
    expect(rows).not.toContain(PASSWORD);
    expect(await listUsers({ ctx })).toEqual([user]);
    expect(await actions()).toEqual(["user.add: user kim@example.org"]);
  });

  test("generates a password that works where none was chosen", async () => {
    const { password: _, ...rest } = KIM;
    const { generatedPassword } = await addUser({ ctx, input: rest });
    expect(generatedPassword).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    await expect(signIn({ ctx, input: { email: KIM.email, password: generatedPassword!, ip } })).resolves.toMatchObject({ name: "Kim" });
  });

  test("refuses an address that is taken, in whatever case, and changes nothing", async () => {
    await addUser({ ctx, input: KIM });
    await expect(addUser({ ctx, input: { ...KIM, email: "KIM@example.org", role: "admin" } })).rejects.toMatchObject({ code: "conflict" });
    expect(await listUsers({ ctx })).toMatchObject([{ role: "operator" }]);
    expect(await actions()).toHaveLength(1);
  });

  test("refuses a short password", async () => {
    await expect(addUser({ ctx, input: { ...KIM, password: "eleven char" } })).rejects.toThrow("at least 12");
  });

  test.each(["viewer", "operator", "lead"] as const)("is not for a %s", async (role) => {
    const who = accessCtx(database.db, { kind: "user", id: "usr_1", name: "Sam", role });
    await expect(addUser({ ctx: who, input: KIM })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listUsers({ ctx: who })).rejects.toMatchObject({ code: "forbidden" });
    await expect(resetPassword({ ctx: who, input: { email: KIM.email } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(disableUser({ ctx: who, input: { email: KIM.email } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(enableUser({ ctx: who, input: { email: KIM.email } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeRole({ ctx: who, input: { email: KIM.email, role: "admin" } })).rejects.toMatchObject({ code: "forbidden" });
    expect(await database.db.user.count()).toBe(0);
  });
});

describe("signing in", () => {
  beforeEach(() => addUser({ ctx, input: KIM }));

  test("works with the address in any case, and is on the record in the person's name", async () => {
    const signedIn = await signIn({ ctx, input: { email: "KIM@example.org", password: PASSWORD, ip } });
    expect(signedIn).toMatchObject({ name: "Kim", role: "operator", sessionVersion: 1 });
    expect(await listUsers({ ctx })).toMatchObject([{ lastSignedInAt: ctx.clock.now().toISOString() }]);
    const last = await database.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({ action: "session.begin", actor: { kind: "user", id: signedIn.userId }, after: { ip } });
  });

  test.each([
    ["a wrong password", { email: KIM.email, password: "wrong horse battery" }, "user kim@example.org"],
    ["an unknown account", { email: "hunter2@example.org", password: PASSWORD }, "an unknown account"],
    ["an empty password", { email: KIM.email, password: "" }, "user kim@example.org"],
  ])("is refused for %s, which is on the record without what was typed", async (_, typed, subject) => {
    await expect(signIn({ ctx, input: { ...typed, ip } })).rejects.toMatchObject({
      code: "not-signed-in",
      publicMessage: "This e-mail address and password do not go together.",
    });
    const last = await database.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" }, omit: { seq: true } });
    expect(last).toMatchObject({ action: "session.refuse", subject });
    expect(JSON.stringify(last)).not.toMatch(/horse|hunter2/);
  });

  test("is refused for somebody disabled, in the same words", async () => {
    await disableUser({ ctx, input: { email: KIM.email } });
    await expect(signIn({ ctx, input: { email: KIM.email, password: PASSWORD, ip } })).rejects.toMatchObject({
      publicMessage: "This e-mail address and password do not go together.",
    });
  });

  test("is limited to 10 attempts from one address, even at once, and the right password does not help then", async () => {
    const attempt = (password: string) =>
      signIn({ ctx, input: { email: KIM.email, password, ip } }).catch((error: { code: string }) => error.code);
    const answers = await Promise.all(Array.from({ length: 25 }, () => attempt("wrong horse battery")));
    expect(answers.filter((code) => code === "not-signed-in")).toHaveLength(10);
    expect(answers.filter((code) => code === "rate-limited")).toHaveLength(15);
    expect(await attempt(PASSWORD)).toBe("rate-limited");
    await expect(signIn({ ctx, input: { email: KIM.email, password: PASSWORD, ip: "198.51.100.7" } })).resolves.toBeTruthy();
    expect(await verifyAudit({ ctx })).toMatchObject({ kind: "unbroken" });
  });

  test("forgives mistakes after a success", async () => {
    const attempt = (password: string) =>
      signIn({ ctx, input: { email: KIM.email, password, ip } }).catch((error: { code: string }) => error.code);
    for (let round = 0; round < 3; round++) {
      for (let mistake = 0; mistake < 5; mistake++) await attempt("wrong horse battery");
      expect(await attempt(PASSWORD)).toMatchObject({ name: "Kim" });
    }
  });
});

describe("a session", () => {
  test.each([
    ["a password reset", () => resetPassword({ ctx, input: { email: KIM.email } })],
    ["disabling the person", () => disableUser({ ctx, input: { email: KIM.email } })],
    ["another role", () => changeRole({ ctx, input: { email: KIM.email, role: "lead" } })],
  ])("ends with %s", async (_, end) => {
    await addUser({ ctx, input: KIM });
    const { userId, sessionVersion } = await signIn({ ctx, input: { email: KIM.email, password: PASSWORD, ip } });
    const claims = { userId, sessionVersion, signedInAt: 0 };
    expect(await findSessionActor({ ctx, input: claims })).toEqual({ kind: "user", id: userId, name: "Kim", role: "operator" });
    await end();
    expect(await findSessionActor({ ctx, input: claims })).toBeNull();
  });

  test("of somebody unknown is nobody's", async () => {
    expect(await findSessionActor({ ctx, input: { userId: "usr_gone", sessionVersion: 1, signedInAt: 0 } })).toBeNull();
  });
});

describe("a password reset", () => {
  test("replaces the password", async () => {
    await addUser({ ctx, input: KIM });
    const { generatedPassword } = await resetPassword({ ctx, input: { email: KIM.email } });
    await expect(signIn({ ctx, input: { email: KIM.email, password: PASSWORD, ip } })).rejects.toMatchObject({ code: "not-signed-in" });
    await expect(signIn({ ctx, input: { email: KIM.email, password: generatedPassword!, ip } })).resolves.toMatchObject({
      sessionVersion: 2,
    });
  });

  test("of nobody changes nothing", async () => {
    await expect(resetPassword({ ctx, input: { email: "nobody@example.org" } })).rejects.toMatchObject({ code: "not-found" });
    expect(await actions()).toEqual([]);
  });
});

describe("who may do what", () => {
  const admin = async (name: string) => {
    const { user } = await addUser({ ctx, input: { email: `${name}@example.org`, name, role: "admin", password: PASSWORD } });
    return { user, as: accessCtx(database.db, { kind: "user", id: user.id, name, role: "admin" }) };
  };

  test("changes with the role, and is on the record with the one before", async () => {
    await addUser({ ctx, input: KIM });
    expect(await changeRole({ ctx, input: { email: KIM.email, role: "lead" } })).toMatchObject({ role: "lead" });
    expect(await changeRole({ ctx, input: { email: KIM.email, role: "lead" } })).toMatchObject({ role: "lead" });
    const last = await database.db.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({ seq: 2n, action: "user.change-role", before: { role: "operator" }, after: { role: "lead" } });
  });

  test("is back when somebody disabled is enabled, with the password they had", async () => {
    const { user } = await addUser({ ctx, input: KIM });
    await disableUser({ ctx, input: { id: user.id } });
    await expect(disableUser({ ctx, input: { id: user.id } })).rejects.toMatchObject({ code: "conflict" });
    expect(await enableUser({ ctx, input: { id: user.id } })).toMatchObject({ disabledAt: null, role: "operator" });
    await enableUser({ ctx, input: { id: user.id } });
    await expect(signIn({ ctx, input: { email: KIM.email, password: PASSWORD, ip } })).resolves.toMatchObject({ name: "Kim" });
    expect(await actions()).toEqual([
      "user.add: user kim@example.org",
      "user.disable: user kim@example.org",
      "user.enable: user kim@example.org",
      "session.begin: user kim@example.org",
    ]);
  });

  test("is not taken from oneself by a slip", async () => {
    const [ada] = [await admin("ada"), await admin("bo")];
    await expect(disableUser({ ctx: ada.as, input: { id: ada.user.id } })).rejects.toThrow("You cannot disable yourself");
    await expect(changeRole({ ctx: ada.as, input: { id: ada.user.id, role: "viewer" } })).rejects.toThrow("Ask another admin");
    expect(await listUsers({ ctx })).toMatchObject([{ role: "admin", disabledAt: null }, { role: "admin" }]);
  });

  test.each([
    ["disabling", (id: string) => disableUser({ ctx, input: { id } })],
    ["another role for", (id: string) => changeRole({ ctx, input: { id, role: "lead" } })],
  ])("%s the last admin is refused and changes nothing; a disabled admin is none", async (_, take) => {
    const [ada, bo] = [await admin("ada"), await admin("bo")];
    await disableUser({ ctx, input: { id: bo.user.id } });
    await expect(take(ada.user.id)).rejects.toMatchObject({
      code: "conflict",
      publicMessage: expect.stringContaining("last admin") as string,
    });
    expect(await listUsers({ ctx })).toMatchObject([{ email: "ada@example.org", role: "admin", disabledAt: null }, {}]);
    expect(await actions()).toHaveLength(3);
  });

  test("two admins who disable each other at once leave one", async () => {
    const [ada, bo] = [await admin("ada"), await admin("bo")];
    const both = await Promise.allSettled([
      disableUser({ ctx: ada.as, input: { id: bo.user.id } }),
      disableUser({ ctx: bo.as, input: { id: ada.user.id } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listUsers({ ctx })).filter(({ disabledAt }) => disabledAt === null)).toHaveLength(1);
  });
});
