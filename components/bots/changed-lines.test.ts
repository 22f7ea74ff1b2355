import { expect, test } from "vitest";
import type { ConfigFileDiff } from "@/lib/rollbacks/schemas";
import { changedLines } from "./changed-lines";

const file = (added: number, removed: number, key: string | null = "a.yaml") => ({ key, added, removed }) as ConfigFileDiff;

test.each([
  ["1 line differs", [file(1, 1)]],
  ["3 lines differ", [file(3, 1)]],
  ["4 lines of 2 files differ", [file(1, 3), file(1, 0)]],
  ["1 file differs", [file(0, 0)]],
  ["2 files differ", [file(0, 0), file(0, 0)]],
  ["it differs", [file(0, 0, null)]],
])("%s", (words, files) => expect(changedLines(files)).toBe(words));
