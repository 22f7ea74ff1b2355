import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import { rankTargets } from "./rank-targets";

const bad = { since: "2026-11-20T10:00:00Z", by: "Kim", reason: "wrong answers", rollbackId: null };

test("known good by recency, then was available, then imported, bad ones last, the live one not at all", () => {
  const releases = [
    releaseJson("live"),
    releaseJson("imported", { standing: "imported" }),
    releaseJson("bad", { quarantine: bad, knownGoodAt: "2026-11-20T09:00:00Z" }),
    releaseJson("good, long ago", { knownGoodAt: "2026-11-02T10:00:00Z" }),
    releaseJson("was up", { standing: "was-available" }),
    releaseJson("good, lately", { knownGoodAt: "2026-11-12T10:00:00Z" }),
  ];
  expect(rankTargets(releases, "live", new Map()).map(({ version }) => version)).toEqual([
    "good, lately",
    "good, long ago",
    "was up",
    "imported",
    "bad",
  ]);
});

test("of two that are known good, the one that was healthy for longer", () => {
  const releases = [
    releaseJson("an hour", { knownGoodAt: "2026-11-12T10:00:00Z" }),
    releaseJson("nine days", { knownGoodAt: "2026-11-02T10:00:00Z" }),
  ];
  const healthy = new Map([
    ["an hour", 3_600_000],
    ["nine days", 9 * 86_400_000],
  ]);
  expect(rankTargets(releases, null, healthy).map(({ version }) => version)).toEqual(["nine days", "an hour"]);
});
