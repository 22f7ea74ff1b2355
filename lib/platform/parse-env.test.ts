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
  expect(env).toMatchObject({ LOG_LEVEL: "info", LASTGOOD_SOAK: 600, LASTGOOD_DB_POOL: 10, LASTGOOD_DATA_DIR: path.resolve(".lastgood") });
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
