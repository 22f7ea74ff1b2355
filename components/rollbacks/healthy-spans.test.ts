import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import type { RolloutJson } from "@/lib/bots/schemas";
import { healthySpans } from "./healthy-spans";

const rollout = (version: string, since: string, until: string | null, verdict: RolloutJson["verdict"] = "healthy") =>
  ({
    release: releaseJson(version),
    since: `2026-01-${since}T10:00:00Z`,
    until: until && `2026-01-${until}T10:00:00Z`,
    verdict,
  }) as RolloutJson;

test("adds up what ended healthy, what is live until now", () => {
  const spans = healthySpans(
    [rollout("1.2.0", "20", null, "failing"), rollout("1.1.0", "18", "20"), rollout("1.0.0", "10", "18"), rollout("1.1.0", "09", "10")],
    Date.parse("2026-01-21T10:00:00Z"),
  );
  expect([...spans].map(([id, ms]) => [id, ms / 86_400_000])).toEqual([
    ["1.1.0", 3],
    ["1.0.0", 8],
  ]);
});
