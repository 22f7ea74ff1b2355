import { expect, test } from "vitest";
import { countedTitle } from "./counted-title";

test.each([
  ["Lastgood", 0, "Lastgood"],
  ["Lastgood", 1, "(1) Lastgood"],
  ["(1) Lastgood", 12, "(12) Lastgood"],
  ["(12) Lastgood", 0, "Lastgood"],
  ["Bot (1) · Lastgood", 2, "(2) Bot (1) · Lastgood"],
])("%j with %i failing is %j", (title, failing, counted) => expect(countedTitle(title, failing)).toBe(counted));
