import { expect, test } from "vitest";
import { expectedTime } from "./expected-time";

test.each([
  ["nothing is known", [], [], null],
  ["one rollback is known", [38_200], [5_000], { seconds: 38, basis: "rollbacks", count: 1 }],
  ["of two, the slower one counts", [20_000, 41_000], [], { seconds: 41, basis: "rollbacks", count: 2 }],
  ["one of three was slow for once", [38_000, 400_000, 36_000], [], { seconds: 38, basis: "rollbacks", count: 3 }],
  ["older ones do not count", [10_000, 10_000, 10_000, 900_000, 900_000, 900_000], [], { seconds: 10, basis: "rollbacks", count: 3 }],
  ["it was never rolled back", [], [22_400, 12_000, 31_000], { seconds: 22, basis: "rollouts", count: 3 }],
  ["it was there at once", [], [120], { seconds: 1, basis: "rollouts", count: 1 }],
])("the expected time where %s", (_, rollbacks, starts, expected) => {
  expect(expectedTime({ rollbacks, starts })).toEqual(expected);
});
