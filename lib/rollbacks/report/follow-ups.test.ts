import { expect, test } from "vitest";
import { aRelease } from "../testing/a-report";
import { followUps, type FollowUpFacts } from "./follow-ups";

const quarantine = { since: "2026-01-31T10:15:04Z", by: "Kim", reason: null, rollbackId: "rb_1" };
const hold = { id: "hold_1", botId: "bot_1", rollbackId: "rb_1", releaseId: "rel_1.2.0", version: "1.2.0", owner: "Kim", reason: null };
const standing = { ...hold, since: "2026-01-31T10:15:04Z", expiresAt: "2026-02-01T10:15:04Z", ended: null };
const run: FollowUpFacts["run"] = {
  phase: "recovered",
  active: false,
  from: aRelease("1.2.0"),
  to: aRelease("1.1.0"),
  hold: null,
  reason: "wrong answers",
  undoes: null,
  undoable: false,
};
const done: FollowUpFacts = { run, copied: [], lessonWritten: true };
const open = (facts: Partial<FollowUpFacts>, change: Partial<FollowUpFacts["run"]> = {}) =>
  followUps({ ...done, ...facts, run: { ...run, ...change } }).map(({ sentence }) => sentence);

test.each<[string, Partial<FollowUpFacts>, Partial<FollowUpFacts["run"]>, RegExp[]]>([
  ["nothing is open", {}, {}, []],
  ["it runs", { lessonWritten: false }, { active: true }, [/has not ended/]],
  ["a hold stands", {}, { hold: standing }, [/^Kim holds 1.2.0 away/]],
  ["in quarantine", {}, { from: aRelease("1.2.0", { quarantine }) }, [/^1.2.0 is in quarantine/]],
  ["what it brought is live", {}, { undoable: true, from: aRelease("1.2.0", { commit: "8f3ab21" }) }, [/builds 1.2.0 \(commit 8f3ab21\)/]],
  ["a copy runs", { copied: ["rules"] }, { undoable: true }, [/builds 1.2.0/, /^ConfigMap rules runs as a copy/]],
  ["a copy was left again", { copied: ["rules"] }, {}, []],
  ["no reason", {}, { reason: null }, [/said yet why/]],
  ["no lesson", { lessonWritten: false }, {}, [/what was learned/]],
  ["it failed", {}, { phase: "failed" }, [/did not recover/]],
])("%s", (_, facts, change, expected) => {
  const found = open(facts, change);
  expect(found).toHaveLength(expected.length);
  expected.forEach((pattern, index) => expect(found[index]).toMatch(pattern));
});
