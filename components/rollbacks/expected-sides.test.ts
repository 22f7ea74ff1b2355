import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import type { BotJson } from "@/lib/bots/schemas";
import type { PlanInput } from "@/lib/rollbacks/schemas";
import { expectedSides } from "./expected-sides";

const bot = {
  live: { release: releaseJson("1.2.0") },
  target: { kind: "chosen", release: releaseJson("1.1.0"), because: "known-good" },
} as Pick<BotJson, "live" | "target">;

test.each<[string, Partial<BotJson>, PlanInput, string | null]>([
  ["the default target", {}, {}, "1.2.0 → 1.1.0"],
  ["a release that was asked for", {}, { releaseId: "1.0.0" }, "1.2.0 → 1.0.0"],
  ["one that is not read yet", {}, { releaseId: "0.9.0" }, null],
  ["an undo", {}, { undoes: "rb_1" }, null],
  ["another try", {}, { again: "rb_1" }, null],
  ["a bot without a target", { target: { kind: "none", because: "none-worked" } }, {}, null],
  ["a bot of which nothing is live", { live: null }, {}, null],
])("of %s", (_, change, asked, expected) => {
  const sides = expectedSides({ ...bot, ...change }, asked, [releaseJson("1.0.0")]);
  expect(sides && `${sides.from.version} → ${sides.to.version}`).toBe(expected);
});
