import { expect, test } from "vitest";
import { isLater, SeenVersions } from "./seen-versions";

test.each([
  ["10", "9", true],
  ["9", "10", false],
  ["10", "10", false],
  ["18446744073709551615", "9007199254740993", true],
  ["9007199254740993", "9007199254740992", true],
  ["5", "", true],
  ["abc", "5", true],
  ["5", "0", true],
])("%s is later than %s: %s", (a, b, expected) => {
  expect(isLater(a, b)).toBe(expected);
});

test("what is deleted does not come back by a late event, until the next list", () => {
  const seen = new SeenVersions();
  expect(seen.isNew("a", "5")).toBe(true);
  expect(seen.isNew("a", "7")).toBe(true);
  expect(seen.isNew("a", "6")).toBe(false);
  seen.reset([]);
  expect(seen.isNew("a", "6")).toBe(true);
});
