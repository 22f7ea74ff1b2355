import { describe, expect, test } from "vitest";
import { EventRing } from "./event-ring";

const dataOf = (texts: string[] | null) => texts?.map((text) => /^data: (.*)$/m.exec(text)?.[1]) ?? null;

describe("what a reader missed", () => {
  const ring = new EventRing({ process: "a1", most: 3 });
  for (const n of [1, 2, 3, 4, 5]) ring.add("change", n);

  test.each([
    ["a1-5", []],
    ["a1-4", ["5"]],
    ["a1-2", ["3", "4", "5"]],
    ["a1-1", null],
    ["a1-6", null],
    ["b2-5", null],
    ["5", null],
    ["", null],
    ["a1--1", null],
    ["a1-1e0", null],
    ["a1-5\nx", null],
  ])("after %j", (id, missed) => {
    expect(dataOf(ring.since(id))).toEqual(missed);
  });
});

test("an event for one reader carries the last id that everybody got, and is not kept", () => {
  const ring = new EventRing({ process: "a1" });
  expect(ring.event("here", {})).toBe("id: a1-0\nevent: here\ndata: {}\n\n");
  ring.add("change", 1);
  expect(ring.event("resync", {})).toContain("id: a1-1\n");
  expect(ring.since("a1-0")).toHaveLength(1);
});
