import { expect, test } from "vitest";
import { durationInWords } from "./duration-in-words";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [-5, "0.0 s"],
  [0, "0.0 s"],
  [321, "0.3 s"],
  [9_949, "9.9 s"],
  [9_950, "10 s"],
  [38_400, "38 s"],
  [59_600, "1 min"],
  [4 * MINUTE + 10 * SECOND, "4 min 10 s"],
  [2 * HOUR, "2 h"],
  [2 * HOUR + 5 * MINUTE + 40 * SECOND, "2 h 5 min"],
  [9 * DAY, "9 d"],
  [9 * DAY + 3 * HOUR + 59 * MINUTE, "9 d 3 h"],
])("%d ms is %s", (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});
