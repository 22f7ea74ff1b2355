import { describe, expect, test } from "vitest";
import { matchesSelector, parseLabelSelector, selectorText } from "./label-selector";

const labels = { app: "bot", tier: "web", empty: "" };

describe("a label selector", () => {
  test.each([
    ["", true],
    ["app=bot", true],
    ["app==bot,tier=web", true],
    ["app = bot , tier != db", true],
    ["app=other", false],
    ["app!=bot", false],
    ["ghost!=bot", true],
    ["tier in (db, web)", true],
    ["tier notin (db,web)", false],
    ["ghost notin (db)", true],
    ["app", true],
    ["!app", false],
    ["!ghost,app in (bot)", true],
    ["empty=", true],
    ["ghost=", false],
  ])("%s: %s", (text, expected) => {
    expect(parseLabelSelector(text)(labels)).toBe(expected);
  });

  test.each(["a in", "a in (b", "=b", "a b c"])("cannot be %s", (text) => {
    expect(() => parseLabelSelector(text)).toThrow("unable to parse requirement");
  });

  test("in the form of an object means the same", () => {
    const selector = {
      matchLabels: { app: "bot" },
      matchExpressions: [
        { key: "tier", operator: "In", values: ["web"] },
        { key: "ghost", operator: "DoesNotExist" },
      ],
    };
    expect(matchesSelector(selector, labels)).toBe(true);
    expect(matchesSelector({ matchExpressions: [{ key: "app", operator: "NotIn", values: ["bot"] }] }, labels)).toBe(false);
    expect(parseLabelSelector(selectorText(selector))(labels)).toBe(true);
  });
});
