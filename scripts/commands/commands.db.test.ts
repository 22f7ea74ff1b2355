import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/e2e/support/postgres";
import { findToken } from "@/lib/access/find-token";
import { accessCtx } from "@/lib/access/testing/access-ctx";
import { verifyAudit } from "@/lib/access/verify-audit";
import { systemClock } from "@/lib/platform/clock";
import { dataDirSecret } from "@/lib/platform/data-dir-secret";
import { main } from "../lastgood";

let database: FreshDatabase;
let out = "";
let err = "";

beforeAll(async () => {
  database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  const dataDir = mkdtempSync(path.join(tmpdir(), "lastgood-commands-"));
  vi.stubEnv("LASTGOOD_DATA_DIR", dataDir);
  for (const name of ["KUBECONFIG", "KUBERNETES_SERVICE_HOST", "LASTGOOD_CONFIG", "LASTGOOD_SECRET_KEY"]) vi.stubEnv(name, undefined);
  vi.stubEnv("LASTGOOD_NAMESPACES", "support");
  return async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true });
  };
});
beforeEach(() => {
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => Boolean((out += chunk)));
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => Boolean((err += chunk)));
  vi.spyOn(console, "error").mockImplementation((...words) => void (err += `${words.join(" ")}\n`));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => vi.unstubAllEnvs());

/** Runs a command as it is typed; no argument holds a space. */
async function lastgood(line: string) {
  [out, err] = ["", ""];
  const exit = await main(line.split(" "));
  return { exit, out, err };
}
const json = async (line: string) => JSON.parse((await lastgood(`${line} --json`)).out) as Record<string, unknown>;

describe("user", () => {
  test("add, list, reset-password, disable", async () => {
    expect(await json("user add kim@example.org --name Kim --role operator")).toEqual({
      user: expect.objectContaining({ email: "kim@example.org", name: "Kim", role: "operator" }) as unknown,
      password: expect.stringMatching(/^[a-z0-9-]{23}$/) as unknown,
    });
    expect((await lastgood("user list")).out).toMatch(/^E-MAIL +NAME +ROLE\nkim@example\.org +Kim +operator\n$/);
    expect((await lastgood("user reset-password kim@example.org")).out).toContain("Password, shown only now: ");
    expect((await lastgood("user disable kim@example.org")).out).toBe("kim@example.org cannot sign in any more.\n");
    expect(await json("user list")).toMatchObject({ items: [{ email: "kim@example.org", disabledAt: expect.any(String) as unknown }] });
  });

  test.each([
    ["user add kim@example.org --role lead", /already a user with the e-mail address kim@example\.org/],
    ["user add kim --role lead", /Write an e-mail address/],
    ["user add sam@example.org", /--role/],
    ["user add sam@example.org --role boss", /viewer, operator, lead, admin/],
    ["user reset-password nobody@example.org", /no user with the e-mail address/],
    ["user frobnicate", /unknown command/],
  ])("%s fails with a sentence", async (line, sentence) => {
    const { exit, out, err } = await lastgood(line);
    expect([exit, out]).toEqual([1, ""]);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("token", () => {
  const find = (secret: string) => findToken({ ctx: { ...accessCtx(database.db), clock: systemClock }, input: { secret } });

  test("create prints the secret once, in one JSON document", async () => {
    const { token, ...rest } = (await json("token create --name ci --scope record --expires 30d")) as { token: string };
    expect(rest).toEqual({});
    expect(await find(token)).toMatchObject({ name: "ci", scope: "record" });
    const listed = JSON.stringify(await json("token list")) + (await lastgood("token list")).out;
    expect(listed).toContain("ci");
    expect(listed).not.toContain(token.slice(-48));
  });

  test("revoke ends it", async () => {
    const { token } = (await json("token create --name gone --scope read --expires never")) as { token: string };
    const { id } = (await find(token)) ?? {};
    expect(await json(`token revoke ${id}`)).toEqual({ revoked: id });
    expect(await find(token)).toBeNull();
  });

  test.each([
    ["token create --name x --scope all", /record, read, operate/],
    ["token create --name x --scope read --expires soon", /30d/],
    ["token create --name x --scope read --expires 0d", /30d/],
    ["token revoke tok_none", /no token with the id/],
  ])("%s fails with a sentence", async (line, sentence) => {
    expect(await lastgood(line)).toMatchObject({ exit: 1, out: "", err: expect.stringMatching(sentence) as unknown });
  });
});

test("migrate on a migrated database does nothing", async () => {
  expect(await json("migrate")).toEqual({ applied: [] });
});

test("rotate-secret-key replaces the one that the data dir keeps", async () => {
  dataDirSecret(process.env.LASTGOOD_DATA_DIR ?? "", "secret-key");
  expect(await json("rotate-secret-key")).toEqual({ wrapped: 0, added: expect.stringMatching(/^key_/) as unknown });
  expect((await lastgood("rotate-secret-key --new-content-key")).out).toMatch(
    /^Wrapped one key anew; .*\nContents from now on are sealed with a fresh key, key_\w+\.\nRestart web and worker with the new secret key now/,
  );
  expect(await lastgood("rotate-secret-key --key-lost")).toMatchObject({ exit: 1, err: expect.stringMatching(/is not lost/) as unknown });
});

test("doctor says what works and what does not, and fails", async () => {
  const { exit, out } = await lastgood("doctor");
  expect(exit).toBe(1);
  expect(out).toMatch(/^✓ database: answers; PostgreSQL 18/m);
  expect(out).toMatch(/^✓ schema: this build's\.$/m);
  expect(out).toMatch(/^✗ worker: has never run/m);
  expect(out).toMatch(/^✗ Production: cluster: No cluster is configured: set KUBECONFIG/m);
});

test("what the operator does is on the record as the command line's", async () => {
  const entries = await database.db.auditEntry.findMany();
  expect(entries.map(({ actor }) => actor)).toEqual(entries.map(() => ({ kind: "system", job: "command line" })));
  expect(new Set(entries.map(({ action }) => action))).toEqual(
    new Set(["user.add", "user.reset-password", "user.disable", "token.create", "token.revoke", "secret-key.rotate"]),
  );
  expect(await verifyAudit({ ctx: accessCtx(database.db) })).toMatchObject({ kind: "unbroken" });
});

describe("rollback", () => {
  test.each([
    ["rollback omniserve", /With the database gone: add --offline/],
    ["rollback omniserve --offline --yes omniserve", /The database answers: roll back with the button/],
  ])("%s says why not", async (line, said) => {
    const { exit, err } = await lastgood(line);
    expect([exit, err]).toEqual([1, expect.stringMatching(said)]);
  });
});
