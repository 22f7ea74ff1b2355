import { describe, expect, test } from "vitest";
import { firstBadSignal, recoverySplit, type RecoveryTimes } from "./recovery-split";

const at = (time: string) => new Date(`2026-01-31T${time}Z`);

describe("the split", () => {
  const usual: RecoveryTimes = {
    phase: "recovered",
    firstBadAt: at("10:00:14"),
    startedAt: at("10:15:04"),
    acceptedAt: at("10:15:04.030"),
    replacedAt: at("10:15:42"),
  };
  test.each<[string, Partial<RecoveryTimes>, ReturnType<typeof recoverySplit> | object]>([
    [
      "of one that recovered",
      {},
      { decideSeconds: 890, actSeconds: 0.03, recoverSeconds: 37.97, totalSeconds: 928, keptFiveMinutes: true },
    ],
    [
      "without a bad signal",
      { firstBadAt: null },
      { decideSeconds: null, totalSeconds: null, recoverSeconds: 37.97, keptFiveMinutes: true },
    ],
    ["with a signal that the cluster dates after the click", { firstBadAt: at("10:15:05") }, { decideSeconds: 0 }],
    ["of exactly five minutes", { replacedAt: at("10:20:04") }, { keptFiveMinutes: true }],
    ["of more", { replacedAt: at("10:20:04.001") }, { keptFiveMinutes: false }],
    ["while it follows", { phase: "following", replacedAt: null }, { actSeconds: 0.03, recoverSeconds: null, keptFiveMinutes: null }],
    ["while it verifies", { phase: "verifying" }, { recoverSeconds: null, totalSeconds: null, keptFiveMinutes: null }],
    [
      "of one that failed before the cluster took it",
      { phase: "failed", acceptedAt: null, replacedAt: null },
      { actSeconds: null, keptFiveMinutes: false },
    ],
    ["of one that was put back", { phase: "reverted", replacedAt: null }, { recoverSeconds: null, keptFiveMinutes: false }],
    ["of one that was stopped", { phase: "aborted", replacedAt: null }, { decideSeconds: 890, keptFiveMinutes: null }],
    ["of one that a deploy took over", { phase: "superseded", replacedAt: null }, { keptFiveMinutes: null }],
  ])("%s", (_, change, expected) => {
    expect(recoverySplit({ ...usual, ...change })).toMatchObject(expected);
  });
});

describe("the first bad signal", () => {
  test.each<[string, [string, string][], string | null]>([
    ["nobody looked", [], null],
    ["never anything but unknown", [["09:00:05", "unknown"]], null],
    ["never healthy: when it went live", [["09:00:30", "failing"]], "09:00:00"],
    [
      "came up slowly, and was never healthy",
      [
        ["09:00:30", "degraded"],
        ["09:02:00", "failing"],
      ],
      "09:00:00",
    ],
    [
      "turned after it was healthy",
      [
        ["09:00:30", "healthy"],
        ["10:00:00", "failing"],
      ],
      "10:00:00",
    ],
    [
      "started degraded, healthy in between",
      [
        ["09:00:10", "degraded"],
        ["09:00:30", "healthy"],
        ["10:20:00", "failing"],
      ],
      "10:20:00",
    ],
    [
      "flaps: its first time",
      [
        ["09:00:30", "healthy"],
        ["10:00:00", "failing"],
        ["10:05:00", "healthy"],
        ["10:06:00", "degraded"],
      ],
      "10:00:00",
    ],
    [
      "short healthy stretches add up to no hour",
      [
        ["09:01:00", "failing"],
        ["09:30:00", "healthy"],
        ["10:00:00", "failing"],
        ["10:01:00", "healthy"],
      ],
      "09:00:00",
    ],
    [
      "unknown in between heals nothing",
      [
        ["09:00:30", "healthy"],
        ["10:00:00", "failing"],
        ["10:01:00", "unknown"],
      ],
      "10:00:00",
    ],
    [
      "long healthy again at the click",
      [
        ["09:00:30", "failing"],
        ["09:20:00", "healthy"],
      ],
      null,
    ],
    [
      "what came after the click is not it",
      [
        ["09:00:30", "healthy"],
        ["10:30:01", "failing"],
      ],
      null,
    ],
  ])("%s", (_, verdicts, expected) => {
    const found = firstBadSignal({
      since: at("09:00:00"),
      verdicts: verdicts.map(([time, verdict]) => ({ at: at(time), verdict })),
      startedAt: at("10:30:00"),
    });
    expect(found).toEqual(expected && at(expected));
  });
});
