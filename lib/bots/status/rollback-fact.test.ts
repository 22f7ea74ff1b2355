import { describe, expect, test } from "vitest";
import { rollbackFact, type LastRollback } from "./rollback-fact";

const STARTED = new Date("2026-12-01T10:15:00Z");
const later = new Date(STARTED.getTime() + 60_000);
const earlier = new Date(STARTED.getTime() - 900_000);
const kim = { kind: "user", id: "usr_1", name: "Kim", role: "operator" };
const run = (over: Partial<LastRollback>): LastRollback => ({
  id: "rb_1",
  phase: "recovered",
  startedAt: STARTED,
  startedBy: kim,
  reason: "wrong answers",
  undoes: null,
  toVersion: "1.1.0",
  ...over,
});
const its = { live: { rollbackId: "rb_1", since: later }, healthy: true };
const itsNotWell = { ...its, healthy: false };
const asBefore = { live: { rollbackId: null, since: earlier }, healthy: false };
const newer = { live: { rollbackId: null, since: later }, healthy: true };
const nothingRuns = { live: null, healthy: false };

const at = STARTED.toISOString();
const brought = { kind: "brought", at, undoes: false, reason: "wrong answers" };
const unsuccessful = { kind: "unsuccessful", at, toVersion: "1.1.0" };

describe("what the last rollback means today", () => {
  test.each([
    ["it runs", { phase: "applying" }, asBefore, { kind: "running", at, toVersion: "1.1.0", undoes: false, by: "Kim" }],
    ["it is followed", { phase: "following" }, its, { kind: "running", at, toVersion: "1.1.0", undoes: false, by: "Kim" }],
    ["an undo runs", { phase: "verifying", undoes: "rb_0" }, its, { kind: "running", at, toVersion: "1.1.0", undoes: true, by: "Kim" }],
    ["what it brought is live", {}, its, brought],
    ["without a reason", { reason: null }, its, { ...brought, reason: null }],
    ["an undo brought it", { undoes: "rb_0" }, its, { ...brought, undoes: true }],
    ["recovered, and replaced since", {}, newer, null],
    ["failed, and what it brought is live and not well", { phase: "failed" }, itsNotWell, unsuccessful],
    ["failed, and came up late", { phase: "failed" }, its, brought],
    ["failed, and the former one still runs", { phase: "failed" }, asBefore, unsuccessful],
    ["failed, and another deploy helped", { phase: "failed" }, newer, null],
    ["nobody could tell, and nothing runs", { phase: "errored" }, nothingRuns, unsuccessful],
    ["somebody stopped it", { phase: "aborted" }, asBefore, unsuccessful],
    ["a newer deploy landed", { phase: "superseded" }, newer, null],
    ["what it left was put back, which the alarm tells", { phase: "reverted" }, newer, null],
  ] as const)("%s", (_, last, now, expected) => {
    expect(rollbackFact(run(last), now)).toEqual(expected);
  });
});
