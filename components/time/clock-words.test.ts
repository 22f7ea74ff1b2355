import { expect, test } from "vitest";
import { clockWords, dayWords, exactWords, zoneWords } from "./clock-words";

const at = new Date("2026-11-21T22:30:05Z");

test("clock and day are the reader's, not the server's", () => {
  expect(clockWords(at, "UTC")).toBe("22:30");
  expect(clockWords(at, "Europe/Helsinki", { seconds: true })).toBe("00:30:05");
  expect(dayWords(at, "UTC", new Date("2026-11-21T23:00:00Z"))).toBe("today");
  expect(dayWords(at, "Europe/Helsinki", new Date("2026-11-21T12:00:00Z"))).toBe("22 Nov");
});

test.each([
  ["2026-11-22T12:00:00Z", "yesterday"],
  ["2026-11-30T12:00:00Z", "21 Nov"],
  ["2027-01-02T12:00:00Z", "21 Nov 2026"],
])("seen from %s the day is “%s”", (now, words) => expect(dayWords(at, "UTC", new Date(now))).toBe(words));

test("the zone is said as an offset from UTC", () => {
  expect(zoneWords(at, "UTC")).toBe("UTC");
  expect(zoneWords(at, "Asia/Kolkata")).toBe("UTC+5:30");
  expect(exactWords(at, "Europe/Berlin")).toBe("21 Nov 2026, 23:30:05 UTC+1");
});
