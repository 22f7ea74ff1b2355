import { expect, test } from "vitest";
import { labelSelector } from "./label-selector";

test.each([
  [{}, ""],
  [{ matchLabels: { app: "bot", "lastgood.dev/x": "y" } }, "app=bot,lastgood.dev/x=y"],
  [
    {
      matchLabels: { app: "bot" },
      matchExpressions: [
        { key: "tier", operator: "In", values: ["a", "b"] },
        { key: "track", operator: "NotIn", values: ["canary"] },
        { key: "ready", operator: "Exists" },
        { key: "old", operator: "DoesNotExist" },
      ],
    },
    "app=bot,tier in (a,b),track notin (canary),ready,!old",
  ],
])("%j is %s", (selector, expected) => {
  expect(labelSelector(selector)).toBe(expected);
});

test("an operator that we do not know is refused, since leaving it out would select more", () => {
  expect(() => labelSelector({ matchExpressions: [{ key: "a", operator: "Gt", values: ["1"] }] })).toThrow("is not known");
});
