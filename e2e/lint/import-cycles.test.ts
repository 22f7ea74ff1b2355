import { expect, test } from "vitest";
import { cyclesIn, moduleGraph } from "./module-graph";

test("no file of ours imports itself by a detour", () => {
  const cycles = cyclesIn(moduleGraph(["app", "components", "lib", "scripts", "worker"]));
  expect(cycles.map((cycle) => cycle.join(" → "))).toEqual([]);
}, 60_000);

test("a cycle is found, and told once", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["a", "d"]],
    ["d", []],
  ]);
  expect(cyclesIn(graph)).toEqual([["a", "b", "c"]]);
});
