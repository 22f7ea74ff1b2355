import { expect, test } from "vitest";
import { spreadOf } from "./spread-of";

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test.each<[string, (number | null)[], (number | null)[]]>([
  ["none", [], [0, null, null, null]],
  ["none that is known", [null, null], [0, null, null, null]],
  ["one", [38], [1, 38, null, 38]],
  ["two: between them", [40, 30], [2, 35, null, 40]],
  ["an odd number: the middle one", [100, 10, 30], [3, 30, null, 100]],
  ["an even number, with gaps", [4, null, 1, 3, null, 2], [4, 2.5, null, 4]],
  ["zeros", [0, 0, 0], [3, 0, null, 0]],
  ["nine: too few for a percentile", upTo(9), [9, 5, null, 9]],
  ["ten", upTo(10), [10, 5.5, 9, 10]],
  ["eleven, by numbers and not by letters", upTo(11).reverse(), [11, 6, 10, 11]],
  ["a hundred", upTo(100), [100, 50.5, 90, 100]],
])("of %s", (_, seconds, [n, medianSeconds, p90Seconds, slowestSeconds]) => {
  expect(spreadOf(seconds)).toEqual({ n, medianSeconds, p90Seconds, slowestSeconds });
});
