import { describe, expect, test } from "vitest";
import { MASK } from "@/lib/platform/mask/mask";
import type { ConfigFileDiff, DiffLine } from "@/lib/rollbacks/schemas";
import { HIDDEN, hiddenPlace, hiddenSides } from "./hidden";

test("the sign of a hidden value is the one that the API sends", () => expect(HIDDEN).toBe(MASK));

describe("a hidden value can be asked for", () => {
  const bot = { title: "container bot", container: "bot", lines: [] };
  const line = (what: string): DiffLine => ({ change: "changed", what, key: "DB", from: `postgres://bot:${MASK}@db`, to: "plain" });

  test("where a variable of a container hides it, on the side that does", () => {
    expect(hiddenPlace(bot, line("env"), line("env").from)).toEqual({ container: "bot", variable: "DB" });
    expect(hiddenPlace(bot, line("env"), "plain")).toBeNull();
    expect(hiddenPlace(bot, line("env"), null)).toBeNull();
  });

  test("and nowhere else in a template", () => {
    expect(hiddenPlace(bot, line("annotation"), MASK)).toBeNull();
    expect(hiddenPlace({ ...bot, container: null }, line("env"), MASK)).toBeNull();
  });

  test.each([
    ["-", { from: true, to: false }],
    ["+", { from: false, to: true }],
    [" ", { from: true, to: true }],
  ] as const)("in a file, by the sign %j of a line that hides it", (sign, sides) => {
    const lines = [
      { sign, text: `password: ${MASK}` },
      { sign: "+" as const, text: "limit: 2" },
    ];
    const file = { hunks: [{ fromLine: 1, toLine: 1, lines }] } as unknown as ConfigFileDiff;
    expect(hiddenSides(file)).toEqual(sides);
  });
});
