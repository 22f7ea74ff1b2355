import { expect, test } from "vitest";
import { releaseJson } from "@/components/testing/release-json";
import { arcsOf } from "./arcs-of";

const rollout = (id: string, version: string, rollbackId: string | null = null) => ({ id, rollbackId, release: releaseJson(version) });

test("an arc goes from the rollback to the nearest older time its release was live", () => {
  const rollouts = [rollout("d", "1.1.0", "run"), rollout("c", "1.2.0"), rollout("b", "1.1.0"), rollout("a", "1.1.0")];
  expect(arcsOf(rollouts)).toEqual([{ from: "d", to: "b", span: 2 }]);
});

test("no arc to a release that is not on the page, nor from an ordinary deploy", () => {
  expect(arcsOf([rollout("b", "1.1.0", "run"), rollout("a", "1.2.0")])).toEqual([]);
  expect(arcsOf([rollout("b", "1.1.0"), rollout("a", "1.1.0")])).toEqual([]);
});
