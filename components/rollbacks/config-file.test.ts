import { describe, expect, test } from "vitest";
import type { ConfigFileDiff, DiffHunk } from "@/lib/rollbacks/schemas";
import { aboutFile, placeOf, unshownWords } from "./config-file-words";
import { firstLines } from "./first-lines";

const hunk = (length: number, fromLine = 1, toLine = fromLine): DiffHunk => ({
  fromLine,
  toLine,
  lines: Array.from({ length }, (_, index) => ({ sign: "+", text: String(index) })),
});
const file: ConfigFileDiff = {
  map: "rules",
  key: "a.yaml",
  change: "changed",
  format: "yaml",
  note: null,
  hunks: [],
  added: 1,
  removed: 1,
  unshown: 0,
};

describe("a file that differs, in words", () => {
  test.each<[Partial<ConfigFileDiff>, string]>([
    [{}, "YAML, 1 line"],
    [{ added: 1_200 }, "YAML, 1,200 lines"],
    [{ format: "json", added: 0, removed: 0 }, "JSON"],
    [{ change: "added", added: 9 }, "YAML, comes"],
    [{ change: "removed", format: "binary" }, "binary, goes"],
    [{ change: "not-compared", format: null }, ""],
  ])("%j", (over, words) => expect(aboutFile({ ...file, ...over })).toBe(words));

  test("says where its lines are", () => {
    expect(placeOf(hunk(1, 12))).toBe("line 12");
    expect(placeOf(hunk(1, 1_000, 1_002))).toBe("line 1,002, was 1,000");
  });

  test("says what is not shown", () => {
    expect(unshownWords(1)).toBe("1 more line differs and is not shown.");
    expect(unshownWords(19_600)).toBe("19,600 more lines differ and are not shown.");
  });
});

describe("a long file", () => {
  test("is cut, in the middle of a hunk where it must be", () => {
    const { shown, total } = firstLines([hunk(40), hunk(40), hunk(5)], 60);
    expect(shown.map(({ lines }) => lines.length)).toEqual([40, 20]);
    expect(total).toBe(85);
  });

  test("is shown whole when little is left over", () => {
    expect(firstLines([hunk(70)], 60).shown).toEqual([hunk(70)]);
  });
});
