import { expect, test } from "vitest";
import { Duration } from "./duration";

test.each([
  ["30s", 30],
  ["10m", 600],
  ["1h", 3_600],
  ["2d", 172_800],
  ["0s", 0],
  ["365d", 31_536_000],
])("%s is %i seconds", (text, seconds) => {
  expect(Duration.parse(text)).toBe(seconds);
});

test.each(["", "10", "m", "10 m", "10M", "1.5h", "-1s", "1h30m", "366d", "999999999s"])('"%s" is refused', (text) => {
  expect(Duration.safeParse(text).success).toBe(false);
});
