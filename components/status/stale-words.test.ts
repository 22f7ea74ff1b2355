import { expect, test } from "vitest";
import { Problem } from "@/components/live/problem";
import { staleWords } from "./stale-words";

const NOW = 1_000_000;
const at = (secondsAgo: number, error: Error | null = null) => staleWords({ error, heardAt: NOW - secondsAgo * 1_000, now: NOW });
const problem = (code: string) => new Problem({ status: 0, code, detail: "" });

test.each([
  ["fresh", at(15), null],
  ["at the pace of asking", at(75), null],
  ["silent", at(80), "No news for 1 min, trying again: what you see is from before."],
  ["not answered", at(20, problem("unreachable")), "No news for 20 s, trying again: what you see is from before."],
  ["signed out", at(40, problem("not-signed-in")), "This screen is signed out: what you see is from 40 s ago. Sign in again to go on."],
])("%s", (_, words, expected) => {
  expect(words).toBe(expected);
});
