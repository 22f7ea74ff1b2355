import { expect, test } from "vitest";
import type { RolloutJson } from "@/lib/bots/schemas";
import { comparisonOf, toggleCompared } from "./compared-rollouts";

const rollouts = ["1.2.0", "1.1.0", "1.0.5", "1.1.0"].map((version, index) => ({
  id: `rol_${4 - index}`,
  release: { id: `rel_${version}`, version } as RolloutJson["release"],
}));

test.each([
  [[], "rol_1", ["rol_1"]],
  [["rol_1"], "rol_2", ["rol_1", "rol_2"]],
  [["rol_1", "rol_2"], "rol_3", ["rol_2", "rol_3"]],
  [["rol_1", "rol_2"], "rol_1", ["rol_2"]],
])("%j and then %s is %j", (chosen, id, then) => expect(toggleCompared(chosen, id)).toEqual(then));

test.each([
  [[], { first: null }],
  [["rol_2"], { first: { version: "1.0.5" } }],
  [["rol_2", "rol_gone"], { first: { version: "1.0.5" } }],
  [["rol_4", "rol_2"], { from: { version: "1.0.5" }, to: { version: "1.2.0" }, path: "/diff/rel_1.0.5/rel_1.2.0" }],
  [["rol_2", "rol_4"], { from: { version: "1.0.5" }, to: { version: "1.2.0" }, path: "/diff/rel_1.0.5/rel_1.2.0" }],
  [["rol_1", "rol_3"], { path: null }],
])("choosing %j compares %j", (chosen, said) => expect(comparisonOf(rollouts, chosen)).toMatchObject(said));
