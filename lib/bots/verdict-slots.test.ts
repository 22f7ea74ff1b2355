import { expect, test } from "vitest";
import { dayBorders, evenBorders, verdictSlots, type VerdictSpell } from "./verdict-slots";

const NOW = new Date("2026-11-21T12:00:00Z");
const at = (time: string) => new Date(`2026-11-${time}Z`);
const spell = (verdict: VerdictSpell["verdict"], from: string, until: string | null): VerdictSpell => ({
  verdict,
  from: at(from),
  until: until === null ? null : at(until),
});

const BORDERS = dayBorders(NOW, 3); // 19, 20, 21 November

test.each<[string, VerdictSpell[], string]>([
  ["nothing ran", [], "-0 -0 -0"],
  ["healthy all the time, today until now", [spell("healthy", "01T00:00:00", null)], "healthy86400 healthy86400 healthy43200"],
  [
    "failing for a minute counts before a day of anything else",
    [
      spell("healthy", "19T00:00:00", "20T10:00:00"),
      spell("failing", "20T10:00:00", "20T10:01:00"),
      spell("degraded", "20T10:01:00", null),
    ],
    "healthy86400 failing60 degraded43200",
  ],
  [
    "a spell over midnight is of both days",
    [spell("degraded", "19T23:59:00", "20T00:02:00"), spell("healthy", "20T00:02:00", null)],
    "degraded60 degraded120 healthy43200",
  ],
  [
    "not judged for a moment is no worse than healthy; for longer, it is not healthy",
    [spell("unknown", "20T00:00:00", "20T00:01:00"), spell("healthy", "20T00:01:00", "21T02:00:00"), spell("unknown", "21T02:00:00", null)],
    "-0 healthy86340 unknown36000",
  ],
  [
    "the same twice adds up",
    [spell("failing", "19T01:00:00", "19T01:00:10"), spell("failing", "19T02:00:00", "19T02:00:20")],
    "failing30 -0 -0",
  ],
  ["what ends before it begins never was", [spell("failing", "20T10:00:00", "20T09:00:00")], "-0 -0 -0"],
  ["what a faster clock says of the future is not told yet", [spell("failing", "21T13:00:00", null)], "-0 -0 -0"],
])("%s", (_, spells, said) => {
  const slots = verdictSlots(spells, BORDERS, NOW);
  expect(slots.map(({ verdict, seconds }) => `${verdict ?? "-"}${seconds}`).join(" ")).toBe(said);
  expect(slots.map(({ from }) => from)).toEqual(["2026-11-19T00:00:00.000Z", "2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"]);
});

test("a life in even pieces", () => {
  const borders = evenBorders(at("20T00:00:00"), at("20T04:00:00"), 4);
  const slots = verdictSlots(
    [spell("healthy", "20T00:00:00", "20T02:30:00"), spell("failing", "20T02:30:00", "20T03:00:00")],
    borders,
    NOW,
  );
  expect(slots.map(({ verdict, seconds }) => `${verdict ?? "-"}${seconds}`)).toEqual(["healthy3600", "healthy3600", "failing1800", "-0"]);
  expect(evenBorders(at("20T04:00:00"), at("20T00:00:00"), 2).map((border) => border.getTime())).toEqual(
    [0, 0, 0].map(() => at("20T04:00:00").getTime()),
  );
});
