import { describe, expect, test } from "vitest";
import { wallPages } from "./wall-pages";

const cards = (said: number, brief: number) => [
  ...Array.from({ length: said }, (_, i) => `said ${i}`),
  ...Array.from({ length: brief }, (_, i) => `brief ${i}`),
];
const counts = (said: number, brief: number) =>
  wallPages(cards(said, brief), (card) => card.startsWith("brief")).map((page) => [page.said.length, page.brief.length]);

describe("the pages of a wall screen", () => {
  test.each([
    ["none", 0, 0, []],
    ["a calm fleet on one", 0, 12, [[0, 12]]],
    ["trouble, and the others below it", 2, 10, [[2, 10]]],
    [
      "much trouble on several, the others on the last",
      7,
      4,
      [
        [3, 0],
        [3, 0],
        [1, 4],
      ],
    ],
    [
      "a full one goes on",
      3,
      5,
      [
        [3, 3],
        [0, 2],
      ],
    ],
    [
      "many calm ones on several",
      0,
      65,
      [
        [0, 30],
        [0, 30],
        [0, 5],
      ],
    ],
  ])("%s", (_, said, brief, expected) => {
    expect(counts(said, brief)).toEqual(expected);
  });

  test("leave nothing out and keep the order", () => {
    const all = cards(8, 31);
    const pages = wallPages(all, (card) => card.startsWith("brief"));
    expect([...pages.flatMap(({ said }) => said), ...pages.flatMap(({ brief }) => brief)]).toEqual(all);
  });
});
