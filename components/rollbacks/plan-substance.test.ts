import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import type { PlanJson } from "@/lib/rollbacks/schemas";
import { planSubstance } from "./plan-substance";

const plan: PlanJson = {
  id: "plan_1",
  botId: "bot_1",
  from: releaseJson("1.2.0"),
  to: releaseJson("1.1.0"),
  undoes: null,
  again: null,
  reason: null,
  choice: "code-and-config",
  choices: [],
  copies: [],
  pinned: [],
  coverage: { config: true, maps: [], images: [], env: 0, secrets: [], volumes: [] },
  diff: { groups: [], files: [], raw: { from: "", to: "" } },
  paused: false,
  resumes: false,
  guards: [
    { name: "image", outcome: "pass", sentence: "Its image runs on 2 pods right now." },
    { name: "dry-run", outcome: "pass", sentence: "The cluster accepts it (dry run)." },
  ],
  needsTypedName: false,
  fingerprint: "f",
  createdAt: "2026-11-21T10:00:00Z",
  expiresAt: "2026-11-21T10:05:00Z",
};

test("a plan made again is the same to read when only ids, times and figures moved", () => {
  const again: PlanJson = {
    ...plan,
    id: "plan_2",
    expiresAt: "2026-11-21T10:10:00Z",
    guards: [...plan.guards].reverse().map((guard) => ({ ...guard, sentence: "3 pods" })),
  };
  expect(planSubstance(again)).toBe(planSubstance(plan));
});

test.each<[string, Partial<PlanJson>]>([
  ["another release runs", { from: releaseJson("1.3.0") }],
  [
    "the difference changed",
    { diff: { groups: [{ title: "container bot", container: "bot", lines: [] }], files: [], raw: { from: "", to: "" } } },
  ],
  ["its pause would end", { resumes: true }],
  ["a check came out otherwise", { guards: [{ name: "paused", outcome: "block", sentence: "It is paused." }] }],
])("it has to be read again when %s", (_, over) => expect(planSubstance({ ...plan, ...over })).not.toBe(planSubstance(plan)));
