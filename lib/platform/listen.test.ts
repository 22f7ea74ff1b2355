import { expect, test } from "vitest";
import { pauseBefore } from "./listen";

test.each([
  [0, 0, 100],
  [0, 1, 200],
  [2, 0.5, 600],
  [20, 1, 10_000],
])("after %i failures, with chance %d, it waits %i ms", (failures, chance, pause) => {
  expect(pauseBefore(failures, chance)).toBe(pause);
});
