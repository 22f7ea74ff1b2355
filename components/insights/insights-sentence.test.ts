import { describe, expect, test } from "vitest";
import type { Tally } from "@/lib/rollbacks/insights/schemas";
import { insightsSentence } from "./insights-sentence";

const tally = (over: Partial<Tally>): Tally => ({
  rollbacks: 0,
  recovered: 0,
  kept: 0,
  broken: 0,
  medianSeconds: null,
  deploys: 0,
  failedDeploys: 0,
  ...over,
});
const facts = (over: Partial<Tally>) => ({
  all: tally(over),
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-12-01T00:00:00.000Z",
  watchedSince: "2026-10-01T00:00:00.000Z",
});

test.each<[string, Partial<Tally>, string]>([
  ["nothing", {}, "Nothing was deployed or rolled back in 30 days."],
  ["deploys alone", { deploys: 12 }, "No rollback in 30 days; 12 deploys, none of which failed."],
  [
    "several",
    { rollbacks: 4, recovered: 4, kept: 3, broken: 1, medianSeconds: 190 },
    "4 rollbacks in 30 days; half of them recovered within 3 min 10 s of the click; one broke the five-minute rule.",
  ],
  [
    "some that did not recover",
    { rollbacks: 5, recovered: 3, kept: 3, broken: 2, medianSeconds: 38 },
    "5 rollbacks in 30 days; half of those that recovered did so within 38 s of the click; 2 broke the five-minute rule.",
  ],
  [
    "one",
    { rollbacks: 1, recovered: 1, kept: 1, medianSeconds: 38.2 },
    "1 rollback in 30 days; it recovered within 38 s of the click; it kept the five-minute rule.",
  ],
  ["one that failed", { rollbacks: 1, broken: 1 }, "1 rollback in 30 days; it has not recovered; it broke the five-minute rule."],
  [
    "one of several that recovered",
    { rollbacks: 3, recovered: 1, kept: 1, medianSeconds: 38 },
    "3 rollbacks in 30 days; the one that recovered did so within 38 s of the click; none broke the five-minute rule.",
  ],
  [
    "all kept",
    { rollbacks: 2, recovered: 2, kept: 2, medianSeconds: 3 },
    "2 rollbacks in 30 days; half of them recovered within 3 s of the click; all kept the five-minute rule.",
  ],
])("the sentence of %s", (_, over, title) => {
  expect(insightsSentence(facts(over), {}).title.replaceAll("\u00a0", " ")).toBe(title);
});

describe("beside it stands", () => {
  test("that few are few", () => {
    expect(insightsSentence(facts({ rollbacks: 3 }), {}).rest).toBe("3 rollbacks: too few for a trend.");
    expect(insightsSentence(facts({ rollbacks: 10 }), {}).rest).toBe("");
  });

  test("since when there is something to know", () => {
    const { rest } = insightsSentence({ ...facts({}), watchedSince: "2026-11-12T09:00:00.000Z" }, {});
    expect(rest).toBe("Watched since 12 Nov 2026; nothing before that is known.");
  });

  test("the days that were chosen, both of which count", () => {
    const { title } = insightsSentence(facts({}), { from: "2026-11-01", to: "2026-11-30" });
    expect(title).toBe("Nothing was deployed or rolled back from 1 Nov 2026 to 30 Nov 2026.");
  });
});
