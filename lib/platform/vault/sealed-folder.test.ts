import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { openSealedFolder } from "./sealed-folder";

const KEY = "a secret key, at least 32 characters";
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "lastgood-sealed-"));
  return () => rmSync(dir, { recursive: true });
});
const folder = (secretKey = KEY) => openSealedFolder({ dir: path.join(dir, "spool"), secretKey, durable: true });
const file = (name: string) => path.join(dir, "spool", `${name}.sealed`);

test("gives back what was written, and keeps it to its owner", () => {
  folder().write("one", { text: "threshold: 0.7" });
  expect(folder().read("one")).toEqual({ text: "threshold: 0.7" });
  expect(folder().names()).toEqual(["one"]);
  expect(readFileSync(file("one"), "latin1")).not.toContain("threshold");
  expect([statSync(file("one")).mode & 0o777, statSync(path.join(dir, "spool")).mode & 0o777]).toEqual([0o600, 0o700]);
  folder().remove("one");
  expect(folder().read("one")).toBeNull();
});

test("is shut to another secret key, under another name, and with a bit turned", () => {
  folder().write("one", 1);
  expect(folder("another secret key, at least 32 characters").read("one")).toBeNull();
  copyFileSync(file("one"), file("two"));
  expect(folder().read("two")).toBeNull();
  const bytes = readFileSync(file("one"));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(file("one"), bytes);
  expect(folder().read("one")).toBeNull();
});
