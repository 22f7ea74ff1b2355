import { describe, expect, test } from "vitest";
import type { ConfigFileDiff } from "../schemas";
import { alignLines } from "./align-lines";
import { diffConfig } from "./diff-config";
import { difference, hunksOf, lines, maps, recorded, text } from "./testing/config-diffs";

const MIB = 1 << 20;

describe("what is too large is bounded, counted and said", () => {
  /** Lines that an answer carries: what bounds the work of whoever reads it. */
  const shown = (files: readonly ConfigFileDiff[]) => files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines)).length;

  test("10,000 lines that all differ", () => {
    const file = difference(
      "a.txt",
      lines(10_000, (i) => `before ${i}`),
      lines(10_000, (i) => `after ${i}`),
    );
    expect(file).toMatchObject({
      note: "Too different to align: 10,000 lines before, 10,000 lines after.",
      added: 10_000,
      removed: 10_000,
      unshown: 19_600,
    });
    expect(hunksOf(file)?.slice(0, 3)).toEqual(["@1,1", "-before 0", "-before 1"]);
    expect(shown([file])).toBe(400);
  });

  test("10,000 lines with one change", () => {
    const file = difference(
      "a.txt",
      lines(10_000, (i) => `line ${i}`),
      lines(10_000, (i) => (i === 7_000 ? "x" : `line ${i}`)),
    );
    expect(hunksOf(file)).toEqual([
      "@6998,6998",
      " line 6997",
      " line 6998",
      " line 6999",
      "-line 7000",
      "+x",
      " line 7001",
      " line 7002",
      " line 7003",
    ]);
  });

  test("one line of 1 MiB: the part around the change", () => {
    const file = difference("prompt.txt", `${"word ".repeat(MIB / 5)}polite`, `${"word ".repeat(MIB / 5)}rude`);
    const [, gone, come] = hunksOf(file) ?? [];
    expect(gone).toMatch(/^-…word .*polite \(1,048,581 characters\)$/);
    expect(come).toMatch(/rude \(1,048,579 characters\)$/);
    expect(JSON.stringify(file).length).toBeLessThan(2_000);
  });

  test("minified JSON of 1 MiB", () => {
    const rules = Array.from({ length: 12_000 }, (_, id) => ({
      id,
      name: `rule ${id}`,
      threshold: 0.5,
      words: ["refund", "cancel"],
      note: "escalate",
    }));
    const changed = rules.with(6_000, { ...rules[6_000]!, threshold: 0.9 });
    const file = difference("rules.json", JSON.stringify(rules), JSON.stringify(changed));
    expect(file).toMatchObject({ added: 1, removed: 1, unshown: 0 });
    expect(shown([file])).toBe(8);
  });

  test("brackets without an end", () => {
    const deep = (closing: string) => "[".repeat(100_000) + closing + "]".repeat(100_000);
    expect(difference("a.json", deep("1"), deep("2"))).toMatchObject({ added: 1, removed: 1 });
  });

  test("12 maps of 1 MiB and thousands of files", () => {
    const all = (word: string) =>
      maps(
        Object.fromEntries(
          Array.from({ length: 12 }, (_, i) => [
            `map-${i}`,
            recorded({ "a.yaml": text(`${`${word} line of a rule\n`.repeat(MIB / 21)}`) }),
          ]),
        ),
      );
    const large = diffConfig(all("one"), all("two"));
    expect(large).toHaveLength(12);
    expect(large.at(-1)?.note).toMatch(/^Too much differs at once to compare it line by line: [\d,]+ bytes before, [\d,]+ bytes after\.$/);
    expect(shown(large)).toBeLessThanOrEqual(2_000);

    const many = (value: string) =>
      maps({ rules: recorded(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key-${i}`, text(value)]))) });
    const files = diffConfig(many("1"), many("2"));
    expect(files).toHaveLength(301);
    expect(files.at(-1)).toMatchObject({ map: "", note: "4,700 more files differ.", added: 4_700, removed: 4_700, unshown: 9_400 });
    expect(JSON.stringify([large, files]).length).toBeLessThan(800_000);
  });

  test("2,000 lines over all files, 500 of one, and 300,000 characters", () => {
    const files = (count: number, line: (i: number) => string) =>
      maps({ rules: recorded(Object.fromEntries(Array.from({ length: count }, (_, i) => [`file-${i}`, text(lines(200, line))]))) });
    const many = diffConfig(
      files(10, (i) => `before ${i}`),
      files(10, (i) => `after ${i}`),
    );
    expect(many.map((file) => shown([file]))).toEqual([400, 400, 400, 400, 400, 0, 0, 0, 0, 0]);
    expect(many.map(({ unshown }) => unshown)).toEqual([0, 0, 0, 0, 0, 400, 400, 400, 400, 400]);

    const scattered = difference(
      "a.txt",
      lines(3_000, (i) => `line ${i}`),
      lines(3_000, (i) => (i % 10 === 5 ? `other ${i}` : `line ${i}`)),
    );
    expect([shown([scattered]), scattered.added, scattered.unshown]).toEqual([500, 300, 600 - 125]);

    const long = diffConfig(
      files(4, (i) => `${i} before `.repeat(40)),
      files(4, (i) => `${i} after `.repeat(40)),
    );
    expect(shown(long)).toBeLessThan(1_000);
    expect(JSON.stringify(long).length).toBeLessThan(400_000);
  });

  test("control characters and those that turn text around are seen for what they are", () => {
    expect(hunksOf(difference("a.txt", "a\tb", "a\u202eb\u0007"))).toEqual(["@1,1", "-a\tb", "+a\\u202eb\\u0007"]);
  });

  test("lines are aligned up to a number of edits, whose square is the work", () => {
    const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`);
    const changed = (count: number, every: number) => numbered(count).map((line, i) => (i % every === 0 ? `other ${i}` : line));
    expect(alignLines(numbered(699), changed(699, 2))).toMatchObject({ tooDifferent: false });
    expect(alignLines(numbered(701), changed(701, 2))).toEqual({
      tooDifferent: true,
      runs: [
        { kind: "gone", count: 701 },
        { kind: "come", count: 701 },
      ],
    });
  });

  test("a file that only comes is not too different, however long", () => {
    expect(alignLines([], Array.from({ length: 5_000 }, String))).toEqual({ tooDifferent: false, runs: [{ kind: "come", count: 5_000 }] });
  });
});
