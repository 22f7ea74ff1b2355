import { expect, test } from "vitest";
import { secondsWords } from "./seconds-words";

test.each([
  [0, "0 s"],
  [0.034, "0.03 s"],
  [4.25, "4.3 s"],
  [9.99, "10 s"],
  [38.4, "38 s"],
  [59.6, "1 min"],
  [250, "4 min 10 s"],
  [3_700, "1 h 1 min"],
])("%d s: %s", (seconds, words) => {
  expect(secondsWords(seconds)).toBe(words);
});
