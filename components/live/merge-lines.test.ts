import { expect, test } from "vitest";
import { fleetLine } from "@/components/testing/fleet-line";
import { mergeLines } from "./merge-lines";

test("changed lines take their place, gone ones leave, new ones come last", () => {
  const fleet = { items: ["a", "b", "c"].map((name) => fleetLine(name)) };
  const fresh = { items: [fleetLine("d"), fleetLine("b", { verdict: "failing" })] };
  const merged = mergeLines(fleet, ["bot_b", "bot_c", "bot_d", "bot_none"], fresh);
  expect(merged.items.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(["a healthy", "b failing", "d healthy"]);
  expect(merged.items[0]).toBe(fleet.items[0]);
});
