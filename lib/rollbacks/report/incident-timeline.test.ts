import { expect, test } from "vitest";
import { aRun } from "../testing/a-report";
import { incidentTimeline, type TimelineFacts } from "./incident-timeline";

const left = { since: "2026-01-31T10:00:00.000Z", by: "ci-release", why: "new ticket sorting" };
const signal = { at: "2026-01-31T10:00:14.000Z", reason: "1 of 3 pods restarts." };
const told = (facts: TimelineFacts) => incidentTimeline(facts).map(({ at, kind, sentence }) => `${at.slice(11, 19)} ${kind}: ${sentence}`);

test("tells all of it in order, from the deploy to what came after", () => {
  expect(told({ run: aRun(), left, signal })).toEqual([
    "10:00:00 deploy: 1.2.0 went live, brought by ci-release. “new ticket sorting”",
    "10:00:14 signal: First bad signal of 1.2.0. 1 of 3 pods restarts.",
    "10:15:04 click: Kim started the rollback to 1.1.0. “wrong answers”",
    "10:15:04 step: The cluster accepted the change.",
    "10:15:20 step: Pod omniserve-1 cannot pull its image.",
    "10:15:35 step: All pods ran 1.1.0.",
    "10:16:12 end: Recovered in 38 s, verified for 30 s.",
    "10:20:00 after: 1.2.0 was put back 4 min later by argocd.",
  ]);
});

test.each<[string, Partial<TimelineFacts> & { run?: TimelineFacts["run"] }, string]>([
  ["never healthy", { signal: { at: left.since, reason: null } }, "10:00:00 signal: 1.2.0 was never healthy."],
  ["nobody knows who brought it", { left: { ...left, by: null, why: null } }, "10:00:00 deploy: 1.2.0 went live."],
  ["an undo", { run: aRun({ undoes: "rb_0", reason: null }) }, "10:15:04 click: Kim started the undo, back to 1.1.0."],
])("%s", (_, facts, expected) => expect(told({ run: aRun(), left, signal, ...facts })).toContain(expected));

test("of one that runs has no end yet", () => {
  const run = aRun({ endedAt: null, phase: "following", remarks: [] });
  expect(incidentTimeline({ run, left: null, signal: null }).map(({ kind }) => kind)).toEqual(["click", "step", "step"]);
});
