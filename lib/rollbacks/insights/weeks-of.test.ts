import { describe, expect, test } from "vitest";
import { periodOf } from "./period-of";
import { InsightsInput } from "./schemas";
import { weekOf, weeksOf } from "./weeks-of";

const day = (date: Date) => date.toISOString().slice(0, 10);
const NOW = new Date("2026-12-01T00:30:00Z");

test.each([
  ["2026-11-30T00:00:00Z", "2026-11-30"],
  ["2026-12-06T23:59:59.999Z", "2026-11-30"],
  ["2026-12-07T00:00:00Z", "2026-12-07"],
  ["2027-01-01T12:00:00Z", "2026-12-28"],
])("the week of %s begins on %s", (at, monday) => {
  expect(day(weekOf(new Date(at)))).toBe(monday);
});

describe("the weeks of a period", () => {
  const weeks = (from: string, to: string) => weeksOf({ from: new Date(from), to: new Date(to) }).map(day);
  test.each([
    ["a day", "2026-12-02", "2026-12-03", ["2026-11-30"]],
    ["whole weeks", "2026-11-30", "2026-12-14", ["2026-11-30", "2026-12-07"]],
    ["from a Sunday to a Monday", "2026-12-06", "2026-12-08", ["2026-11-30", "2026-12-07"]],
  ])("that is %s", (_, from, to, expected) => {
    expect(weeks(from, to)).toEqual(expected);
  });
});

describe("the period", () => {
  const asked = (input: InsightsInput) => Object.values(periodOf(input, NOW)).map((date) => date.toISOString());
  test.each<[string, InsightsInput, [string, string]]>([
    ["is the last 30 days", {}, ["2026-11-01T00:30:00.000Z", "2026-12-01T00:30:00.000Z"]],
    ["may be a year", { period: "1y" }, ["2025-12-01T00:30:00.000Z", "2026-12-01T00:30:00.000Z"]],
    ["may be days, the last one whole", { from: "2026-11-02", to: "2026-11-02" }, ["2026-11-02T00:00:00.000Z", "2026-11-03T00:00:00.000Z"]],
  ])("%s", (_, input, expected) => {
    expect(asked(input)).toEqual(expected);
  });

  test.each([
    ["one day alone", { from: "2026-11-02" }],
    ["the wrong way round", { from: "2026-11-02", to: "2026-11-01" }],
    ["four years", { from: "2022-11-02", to: "2026-11-01" }],
    ["both ways", { period: "30d", from: "2026-11-01", to: "2026-11-02" }],
    ["no day", { from: "2026-02-30", to: "2026-03-01" }],
  ])("is not %s", (_, input) => {
    expect(InsightsInput.safeParse(input).success).toBe(false);
  });
});
