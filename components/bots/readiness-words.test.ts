import { expect, test } from "vitest";
import type { Guard } from "@/lib/rollbacks/schemas";
import { aboutWords, basisWords, inOrder, readinessWords } from "./readiness-words";

const guard = (outcome: Guard["outcome"]): Guard => ({ name: outcome, outcome, sentence: "" });
const expected = { seconds: 38, basis: "rollbacks", count: 3 } as const;

test.each([
  [true, ["pass", "note"], expected, "Yes, to 1.1.0, in about 38 s."],
  [true, ["pass"], null, "Yes, to 1.1.0."],
  [true, ["pass", "unknown"], expected, "Probably, to 1.1.0, in about 38 s."],
  [true, ["warn", "unknown"], expected, "With care: to 1.1.0, in about 38 s."],
  [false, ["block", "warn"], expected, "Not now: 1.1.0 is stopped."],
] as const)("whether one could go back: %s, %j", (mayGo, outcomes, time, said) => {
  const { before, after } = readinessWords({ mayGo, guards: outcomes.map(guard), expected: time });
  expect(`${before}1.1.0${after}`).toBe(said);
});

test.each([
  [{ seconds: 38, basis: "rollbacks", count: 3 }, "as its last 3 rollbacks took"],
  [{ seconds: 38, basis: "rollouts", count: 1 }, "as its last rollout took"],
] as const)("what the figure is based on: %j", (time, said) => expect(basisWords(time)).toBe(said));

test.each([
  [38, "38 s"],
  [61, "1 min"],
  [80, "1 min 30 s"],
  [299, "5 min"],
  [740, "12 min"],
])("about %i s is %s", (seconds, said) => expect(aboutWords(seconds)).toBe(said));

test("what stops it comes first, what is so anyway last, and the rest stays in its order", () => {
  const guards = (["note", "pass", "block", "unknown", "warn"] as const).map(guard);
  expect(inOrder(guards).map(({ outcome }) => outcome)).toEqual(["block", "warn", "unknown", "pass", "note"]);
});
