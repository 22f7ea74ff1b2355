import { expect, test } from "vitest";
import { LabelKey } from "./label-key";

test.each([
  ["team", true],
  ["Team_1.of-bots", true],
  ["example.com/team", true],
  ["app.kubernetes.io/part-of", true],
  ["x".repeat(63), true],
  [`${"a".repeat(253)}/team`, true],
  ["", false],
  ["our team", false],
  ["team-", false],
  [".team", false],
  ["/team", false],
  ["example.com/", false],
  ["a/b/c", false],
  ["Example.com/team", false],
  ["example..com/team", false],
  ["x".repeat(64), false],
  [`${"a".repeat(254)}/team`, false],
])("%j is a label's key: %s", (text, legal) => {
  expect(LabelKey.safeParse(text).success).toBe(legal);
});
