import { describe, expect, test } from "vitest";
import { copyName } from "@/lib/bots/config/copy-name";
import type { ConfigMap } from "@/lib/cluster/types";
import { after, NOON } from "@/lib/health/testing/sightings";
import { filesOf, isCollectableCopy } from "./collectable-copy";
import { madeCopy } from "./testing/made-copy";

const DATA = { "thresholds.yaml": "escalate_above: 0.7\n", __proto__x: "" };
const copy = (more: Partial<ConfigMap> = {}) => madeCopy(DATA, more);
const wrote = (manager: string, field: string) => ({
  manager,
  operation: "Update",
  time: null,
  subresource: null,
  fields: { [field]: {} },
});

describe("a ConfigMap that may be cleared away", () => {
  test.each<[string, ConfigMap]>([
    ["a copy that a rollback made", copy()],
    ["one with a binary", copy({ binaryData: { "model.bin": "/wD+" } })],
    ["one of a map that was empty", madeCopy({})],
    ["one whose labels somebody else took or gave", copy({ labels: { team: "support" } })],
    ["one that somebody else annotated", copy({ fieldOwners: [wrote("lastgood", "f:immutable"), wrote("kyverno", "f:metadata")] })],
  ])("%s", (_, map) => {
    expect(isCollectableCopy(map, after(600))).toBe(true);
  });

  test.each<[string, ConfigMap]>([
    ["somebody's map with our label", copy({ annotations: {}, labels: { "app.kubernetes.io/managed-by": "lastgood" } })],
    ["one that says to be a copy of nothing", copy({ annotations: { "lastgood.dev/copy-of": "" } })],
    ["one that says to be a copy of another map", copy({ annotations: { "lastgood.dev/copy-of": "tools" } })],
    ["a name without a hash", copy({ name: "rules-lg" })],
    ["a name with the hash of another content", copy({ name: madeCopy({ other: "" }).name })],
    ["one that can be edited", copy({ immutable: false })],
    ["one that somebody else made", copy({ fieldOwners: [wrote("kubectl-client-side-apply", "f:immutable")] })],
    ["one that Lastgood only labelled", copy({ fieldOwners: [wrote("lastgood", "f:metadata"), wrote("helm", "f:immutable")] })],
    ["one that nobody is known to have made", copy({ fieldOwners: [] })],
    ["one that goes already", copy({ deleting: true })],
    ["one made by a cluster whose clock is ahead", copy({ createdAt: after(1_000) })],
    ["a young one", copy({ createdAt: after(1) })],
  ])("not %s", (_, map) => {
    expect(isCollectableCopy(map, after(600))).toBe(false);
  });

  test("is told by its content, whatever its keys are called", () => {
    const data = JSON.parse('{"__proto__":"a","constructor":"b"}') as Record<string, string>;
    const map = madeCopy(data);
    expect(filesOf(map).map(({ key }) => key)).toEqual(["__proto__", "constructor"]);
    expect(map.name).toBe(copyName("rules", filesOf(map)));
    expect(isCollectableCopy(map, after(600))).toBe(true);
    expect(isCollectableCopy(map, NOON)).toBe(false);
  });
});
