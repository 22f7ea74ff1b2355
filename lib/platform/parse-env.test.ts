import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandEnv, StartEnv, WebEnv, WorkerEnv } from "./env-schemas";
import { parseEnv } from "./parse-env";
import { StartError } from "./start-error";

const SECRET = "s3cret-".repeat(6);
const URL_WITH_PASSWORD = "postgresql://lastgood:hunter2@db/lastgood";
const WORKER = { DATABASE_URL: URL_WITH_PASSWORD, LASTGOOD_SECRET_KEY: SECRET };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lastgood-env-"));
  writeFileSync(path.join(folder, "url"), `${URL_WITH_PASSWORD}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof StartError) return error.problems;
    throw error;
  }
  return [];
}

test("what is absent gets its default", () => {
  const env = parseEnv(WorkerEnv, { ...WORKER, LASTGOOD_NAMESPACES: "" });
  expect(env).toMatchObject({
    LOG_LEVEL: "info",
    LASTGOOD_SOAK: 600,
    LASTGOOD_VERIFY: 30,
    LASTGOOD_DB_POOL: 10,
    LASTGOOD_DATA_DIR: path.resolve(".lastgood"),
  });
  expect(env.LASTGOOD_NAMESPACES).toBeUndefined();
});

test("namespaces are a list, each once", () => {
  const env = parseEnv(WorkerEnv, { ...WORKER, LASTGOOD_NAMESPACES: "bots, support,,bots" });
  expect(env.LASTGOOD_NAMESPACES).toEqual(["bots", "support"]);
});

test("the public address is an origin, without its slash", () => {
  const given = { ...WORKER, NEXTAUTH_SECRET: SECRET, LASTGOOD_URL: "https://lastgood.example.com/" };
  expect(parseEnv(WebEnv, given).LASTGOOD_URL).toBe("https://lastgood.example.com");
});

describe("problems", () => {
  test("are all told at once, by name", () => {
    const given = {
      PORT: "80k",
      LOG_LEVEL: "loud",
      LASTGOOD_SOAK: "ten minutes",
      LASTGOOD_ADMIN_EMAIL: "kim@example.com",
      LASTGOOD_URL: "example.com",
    };
    expect(problemsOf(() => parseEnv(StartEnv, given))).toEqual([
      "LOG_LEVEL must be a level of pino",
      "LASTGOOD_SOAK must be a number and a unit: 30s, 10m, 1h or 2d",
      "LASTGOOD_URL must be the address people open, such as https://lastgood.example.com",
      "PORT must be a port number",
      "LASTGOOD_ADMIN_EMAIL and LASTGOOD_ADMIN_PASSWORD go together: set both or neither",
    ]);
  });

  test.each([
    ["npm start", StartEnv],
    ["the operator's commands", CommandEnv],
  ])("half an admin is one, for %s", (_, schema) => {
    const half = ["LASTGOOD_ADMIN_EMAIL and LASTGOOD_ADMIN_PASSWORD go together: set both or neither"];
    const email = { LASTGOOD_ADMIN_EMAIL: "kim@example.com" };
    const password = { LASTGOOD_ADMIN_PASSWORD: SECRET };
    const told = [email, password, { ...email, ...password }, {}].map((given) => problemsOf(() => parseEnv(schema, given)));
    expect(told).toEqual([half, half, [], []]);
  });

  test("say what is missing", () => {
    expect(problemsOf(() => parseEnv(WebEnv, {}))).toEqual([
      "DATABASE_URL is missing",
      "LASTGOOD_SECRET_KEY is missing",
      "NEXTAUTH_SECRET is missing",
    ]);
  });

  test("never hold a value", () => {
    const secrets = {
      DATABASE_URL: "mysql://root:hunter2@db",
      LASTGOOD_SECRET_KEY: "hunter2",
      NEXTAUTH_SECRET: "hunter2",
      LASTGOOD_ADMIN_PASSWORD: "hunter2",
      NODE_ENV: "hunter2",
    };
    const problems = problemsOf(() => parseEnv(StartEnv, secrets));
    expect(problems).toHaveLength(6);
    expect(problems.join()).not.toContain("hunter2");
  });
});

describe("a secret in a file", () => {
  test("is read, without the line's end", () => {
    expect(parseEnv(WorkerEnv, { LASTGOOD_SECRET_KEY: SECRET, DATABASE_URL_FILE: path.join(folder, "url") }).DATABASE_URL).toBe(
      URL_WITH_PASSWORD,
    );
  });

  test("that cannot be read is one problem", () => {
    const file = path.join(folder, "none");
    expect(problemsOf(() => parseEnv(WorkerEnv, { LASTGOOD_SECRET_KEY: SECRET, DATABASE_URL_FILE: file }))).toEqual([
      `DATABASE_URL_FILE: ${file} cannot be read (ENOENT)`,
    ]);
  });

  test("and in a variable too is a contradiction", () => {
    const given = { ...WORKER, DATABASE_URL_FILE: path.join(folder, "url") };
    expect(problemsOf(() => parseEnv(WorkerEnv, given))).toEqual(["DATABASE_URL and DATABASE_URL_FILE are both set: set one"]);
  });
});

describe("the secret key", () => {
  const KEY = "0123456789abcdef".repeat(2);
  const write = (content: string | Buffer) => {
    const file = path.join(folder, "secret-key");
    writeFileSync(file, content);
    return file;
  };
  const worker = (more: Record<string, string>) => parseEnv(WorkerEnv, { DATABASE_URL: URL_WITH_PASSWORD, ...more });

  test("is the same from a variable and from a file, without what is around it", () => {
    expect(worker({ LASTGOOD_SECRET_KEY: ` ${KEY}\n` }).LASTGOOD_SECRET_KEY).toBe(KEY);
    expect(worker({ LASTGOOD_SECRET_KEY_FILE: write(`\n${KEY} \r\n\n`) }).LASTGOOD_SECRET_KEY).toBe(KEY);
  });

  test("is needed by web and worker, and by nothing that can keep one itself", () => {
    expect(problemsOf(() => worker({}))).toEqual(["LASTGOOD_SECRET_KEY is missing"]);
    expect(parseEnv(StartEnv, {}).LASTGOOD_SECRET_KEY).toBeUndefined();
    expect(parseEnv(CommandEnv, {}).LASTGOOD_SECRET_KEY).toBeUndefined();
  });

  test.each<[string, () => Record<string, string>, string]>([
    [
      "both",
      () => ({ LASTGOOD_SECRET_KEY: KEY, LASTGOOD_SECRET_KEY_FILE: write(KEY) }),
      "and LASTGOOD_SECRET_KEY_FILE are both set: set one",
    ],
    ["no file", () => ({ LASTGOOD_SECRET_KEY_FILE: "/nowhere/key" }), "_FILE: /nowhere/key cannot be read (ENOENT)"],
    ["a folder", () => ({ LASTGOOD_SECRET_KEY_FILE: folder }), `_FILE: $FOLDER cannot be read (EISDIR)`],
    ["too short", () => ({ LASTGOOD_SECRET_KEY: "hunter2" }), "must have at least 32 characters"],
    ["too short without its blanks", () => ({ LASTGOOD_SECRET_KEY: ` ${"k".repeat(31)} ` }), "must have at least 32 characters"],
    ["too short in a file", () => ({ LASTGOOD_SECRET_KEY_FILE: write("hunter2") }), "must have at least 32 characters"],
    ["an empty file", () => ({ LASTGOOD_SECRET_KEY_FILE: write("\n") }), "must have at least 32 characters"],
    [
      "bytes",
      () => ({ LASTGOOD_SECRET_KEY_FILE: write(Buffer.alloc(64, 0xc3)) }),
      "must be one line of text, such as openssl rand -base64 32 prints",
    ],
    ["two lines", () => ({ LASTGOOD_SECRET_KEY: `${KEY}\n${KEY}` }), "must be one line of text, such as openssl rand -base64 32 prints"],
  ])("%s: is told beside the other problems, without its value", (_, given, problem) => {
    const problems = problemsOf(() => parseEnv(WorkerEnv, { LOG_LEVEL: "loud", DATABASE_URL: URL_WITH_PASSWORD, ...given() }));
    const separator = problem.startsWith("_") ? "" : " ";
    const expected = `LASTGOOD_SECRET_KEY${separator}${problem.replace("$FOLDER", folder)}`;
    expect(problems.toSorted()).toEqual([expected, "LOG_LEVEL must be a level of pino"].toSorted());
    expect(problems.join()).not.toMatch(/hunter2|0123456789/);
  });

  test("that was there before is read by commands alike", () => {
    expect(parseEnv(CommandEnv, { LASTGOOD_FORMER_SECRET_KEY_FILE: write(KEY) }).LASTGOOD_FORMER_SECRET_KEY).toBe(KEY);
    const short = problemsOf(() => parseEnv(CommandEnv, { LASTGOOD_FORMER_SECRET_KEY: "hunter2" }));
    expect(short).toEqual(["LASTGOOD_FORMER_SECRET_KEY must have at least 32 characters"]);
  });
});
