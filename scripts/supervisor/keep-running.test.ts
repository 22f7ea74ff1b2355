import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepRunning } from "./keep-running";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lastgood-supervisor-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program of the given text; gives the file that it may write to as its argument. */
function program(name: string, text: string): { args: string[]; written: () => string } {
  const file = path.join(folder, `${name}.mjs`);
  const out = path.join(folder, `${name}.txt`);
  writeFileSync(
    file,
    `import { appendFileSync } from "node:fs"; const say = (text) => appendFileSync(${JSON.stringify(out)}, text);\n${text}`,
  );
  writeFileSync(out, "");
  return { args: [file], written: () => readFileSync(out, "utf8") };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("what ends is started again, and is told", async () => {
  const { args, written } = program("ends", `say("x"); process.exit(3);`);
  const ends: string[] = [];
  const child = keepRunning({ name: "sample", args, env: process.env, onEnd: ({ how }) => ends.push(how) });
  await until(() => written().length >= 2);
  await child.stop();
  expect(ends[0]).toBe("ended with code 3");
});

test("what was killed is started again", async () => {
  const { args, written } = program("killed", `say(process.pid + "\\n"); setInterval(() => {}, 1000);`);
  const ends: string[] = [];
  const child = keepRunning({ name: "sample", args, env: process.env, onEnd: ({ how }) => ends.push(how) });
  await until(() => written() !== "");
  process.kill(Number(written()), "SIGKILL");
  await until(() => written().trim().split("\n").length === 2);
  await child.stop();
  expect(ends).toEqual(["was ended by SIGKILL"]);
});

test("stopping asks politely, and waits for the end", async () => {
  const { args, written } = program(
    "polite",
    `process.on("SIGTERM", () => { say("bye"); process.exit(0); }); say("up "); setInterval(() => {}, 1000);`,
  );
  const child = keepRunning({ name: "sample", args, env: process.env, onEnd: () => {} });
  await until(() => written() === "up ");
  await child.stop();
  expect(written()).toBe("up bye");
});

test("a child ends when the one that started it is killed", async () => {
  const child = program("orphan", `say(process.pid + "\\n"); setInterval(() => {}, 1000);`);
  const source = path.resolve("scripts/supervisor/keep-running.ts");
  const parentFile = path.join(folder, "parent.mts");
  writeFileSync(
    parentFile,
    `import { keepRunning } from ${JSON.stringify(source)};
     keepRunning({ name: "child", args: ${JSON.stringify(child.args)}, env: process.env, onEnd: () => {} });`,
  );
  const parent = keepRunning({ name: "parent", args: ["--import", "tsx", parentFile], env: process.env, onEnd: () => {} });
  await until(() => child.written() !== "");
  const pid = Number(child.written());
  process.kill(parent.pid() ?? 0, "SIGKILL");
  await Promise.all([parent.stop(), until(() => !isRunning(pid))]);
  expect(isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
