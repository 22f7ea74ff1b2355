import { describe, expect, test } from "vitest";
import { sortStatus } from "./status-rank";
import { statusSentence } from "./status-sentence";
import type { StatusFacts, StatusWords } from "./status-words";

type Condition = StatusWords["condition"];
const running = { kind: "running", at: "", toVersion: "1.1.0", undoes: false } as const;
const brought = { kind: "brought", at: "", undoes: false } as const;

function card(condition: Condition, over: Partial<StatusFacts> = {}) {
  const verdict = ({ well: "healthy", trouble: "failing", unknown: "unknown", off: "unknown" } as const)[condition];
  const rest = { verdictSince: "", switchedOff: condition === "off", live: null, putBackAt: null, rollback: null, supportNote: null };
  const facts: StatusFacts = { title: "OmniServe", verdict, ...rest, ...over };
  return { facts, words: { condition, verdict: facts.verdict } };
}
const many = (count: number, condition: Condition) => Array.from({ length: count }, () => card(condition));

describe("the sentence on top", () => {
  test.each([
    ["one has trouble", [card("trouble"), ...many(11, "well")], "1 of 12 bots has trouble.", "11 answer customers normally."],
    ["several", [...many(2, "trouble"), card("well")], "2 of 3 bots have trouble.", "1 answers customers normally."],
    ["the only one", many(1, "trouble"), "The bot has trouble.", ""],
    ["all well", many(12, "well"), "All 12 bots answer customers normally.", ""],
    ["the only one is well", many(1, "well"), "The bot answers customers normally.", ""],
    [
      "one is not judged",
      [card("unknown"), ...many(11, "well")],
      "11 of 12 bots answer customers normally.",
      "1 cannot be judged just now.",
    ],
    ["one is off", [card("off"), ...many(2, "well")], "2 of 3 bots answer customers normally.", "1 is switched off."],
    ["all off", many(2, "off"), "All 2 bots are switched off.", ""],
    ["nothing known", many(3, "unknown"), "Nothing certain is known of the bots just now.", ""],
    [
      "one is being put back",
      [card("trouble", { rollback: running }), card("well")],
      "1 of 2 bots has trouble.",
      "1 answers customers normally. OmniServe is being put back.",
    ],
    [
      "one was rolled back",
      [card("well", { rollback: brought }), card("well")],
      "All 2 bots answer customers normally.",
      "One was rolled back in the last day.",
    ],
    [
      "two were",
      [1, 2].map(() => card("well", { rollback: brought })),
      "All 2 bots answer customers normally.",
      "2 were rolled back in the last day.",
    ],
  ])("%s", (_, cards, title, rest) => {
    expect(statusSentence(cards)).toEqual({ title, rest });
  });
});

test("trouble comes first, then what nobody can tell, then by name", () => {
  const cards = [
    card("well", { title: "Zebra" }),
    card("off", { title: "Asleep" }),
    card("unknown", { title: "Foggy" }),
    card("trouble", { title: "Slow", verdict: "degraded" }),
    card("trouble", { title: "Broken" }),
    card("well", { title: "Moving", rollback: running }),
    card("trouble", { title: "Alarming", verdict: "healthy", putBackAt: "2026-12-01T10:00:00Z" }),
  ];
  expect(sortStatus(cards).map(({ facts }) => facts.title)).toEqual(["Alarming", "Broken", "Moving", "Slow", "Foggy", "Asleep", "Zebra"]);
});
