import { expect, test } from "vitest";
import { durationWords, roughWords } from "./duration-words";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "0 s", "0 s"],
  [-5 * SECOND, "0 s", "0 s"],
  [38.9 * SECOND, "38 s", "38 s"],
  [MINUTE, "1 min", "1 min"],
  [4 * MINUTE + 10 * SECOND, "4 min 10 s", "4 min"],
  [2 * HOUR + 10 * MINUTE + 5 * SECOND, "2 h 10 min", "2 h 10 min"],
  [DAY + 3 * HOUR, "1 d 3 h", "1 d 3 h"],
  [9 * DAY + 17 * HOUR, "9 d 17 h", "9 days"],
  [12 * DAY, "12 d", "12 days"],
])("%i ms is “%s”, roughly “%s”", (ms, exact, rough) => {
  expect(durationWords(ms)).toBe(exact);
  expect(roughWords(ms)).toBe(rough);
});
