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
  expect(rankTargets(releases, "live").map(({ version }) => version)).toEqual([
    "good, lately",
    "good, long ago",
    "was up",
    "imported",
    "bad",
  ]);
});
