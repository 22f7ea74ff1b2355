import { expect, test } from "vitest";
import type { PlanInput } from "@/lib/rollbacks/schemas";
import { askedPlan, askedQuery } from "./asked-plan";

test.each<[string, PlanInput]>([
  ["", {}],
  ["?release=rel_1", { releaseId: "rel_1" }],
  ["?release=rel_1&choice=config", { releaseId: "rel_1", choice: "config" }],
  ["?choice=code-and-config&pin=no", { choice: "code-and-config", pinImages: false }],
  ["?pin=yes", { pinImages: true }],
  ["?choice=code&resume=yes", { choice: "code", resume: true }],
  ["?undo=rb_1", { undoes: "rb_1" }],
  ["?again=rb_1", { again: "rb_1" }],
])("an address and what it asks for are each other's inverse: %s", (query, asked) => {
  expect(askedPlan(new URLSearchParams(query))).toEqual(asked);
  expect(askedQuery(asked)).toBe(query);
});

test("what nobody can ask for is not asked for", () => {
  expect(askedPlan(new URLSearchParams("?choice=everything&pin=maybe"))).toEqual({});
});
