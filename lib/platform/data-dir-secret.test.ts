import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { dataDirSecret, keptSecret } from "./data-dir-secret";
import { StartError } from "./start-error";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "lastgood-secret-"));
  return () => rmSync(dir, { recursive: true });
});

test("a secret is made once, for its owner only, in a folder that is made too", () => {
  const inside = path.join(dir, "data");
  const secret = dataDirSecret(inside, "secret-key");
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect([dataDirSecret(inside, "secret-key"), keptSecret(inside, "secret-key")]).toEqual([secret, secret]);
  expect(readFileSync(path.join(inside, "secret-key"), "utf8")).toBe(secret);
  expect(statSync(path.join(inside, "secret-key")).mode & 0o777).toBe(0o600);
  expect(readdirSync(inside)).toEqual(["secret-key"]);
  expect(dataDirSecret(inside, "another")).not.toBe(secret);
});

test("what was written by hand is taken without the line's end", () => {
  writeFileSync(path.join(dir, "secret-key"), `${"k".repeat(40)}\n`);
  expect(dataDirSecret(dir, "secret-key")).toBe("k".repeat(40));
});

test.each([
  ["an empty file", () => writeFileSync(path.join(dir, "secret-key"), ""), /secret-key is cut off: it must have at least 32 characters/],
  ["a short one", () => writeFileSync(path.join(dir, "secret-key"), "hunter2"), /secret-key is cut off/],
  ["a folder", () => dataDirSecret(path.join(dir, "secret-key"), "x"), /secret-key cannot be read \(EISDIR\)/],
])("%s is no secret: it is refused, named and left as it is", (_, make, sentence) => {
  make();
  const act = () => dataDirSecret(dir, "secret-key");
  expect(act).toThrow(StartError);
  expect(act).toThrow(sentence);
  expect(act).not.toThrow(/hunter2/);
});

test("a folder that cannot be written is named", () => {
  writeFileSync(path.join(dir, "file"), "");
  expect(() => dataDirSecret(path.join(dir, "file"), "secret-key")).toThrow(/cannot be (made|read) \(ENOTDIR\)/);
});
