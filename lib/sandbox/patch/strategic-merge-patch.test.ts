import { describe, expect, test } from "vitest";
import type { JsonObject } from "../objects/json";
import { typeOfKind } from "../schema/struct-type";
import { applyStrategicMergePatch } from "./strategic-merge-patch";

const podSpec = typeOfKind("PodSpec");
const merge = (spec: JsonObject, patch: JsonObject) => applyStrategicMergePatch(spec, patch, podSpec);
const container = (name: string, more: JsonObject = {}): JsonObject => ({ name, image: `${name}:1`, ...more });

describe("a strategic merge patch", () => {
  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      "merges items by their key",
      { containers: [container("a"), container("b")] },
      { containers: [{ name: "b", image: "b:2" }] },
      { containers: [container("a"), container("b", { image: "b:2" })] },
    ],
    [
      "appends new items",
      { containers: [container("a")] },
      { containers: [container("b")] },
      { containers: [container("a"), container("b")] },
    ],
    [
      "deletes items",
      { containers: [container("a"), container("b")] },
      { containers: [{ name: "a", $patch: "delete" }] },
      { containers: [container("b")] },
    ],
    [
      "replaces a list",
      { containers: [container("a")] },
      { containers: [{ $patch: "replace" }, container("b")] },
      { containers: [container("b")] },
    ],
    ["replaces lists without a key", { tolerations: [{ key: "a" }] }, { tolerations: [{ key: "b" }] }, { tolerations: [{ key: "b" }] }],
    ["removes what is null", { dnsPolicy: "Default", nodeName: "n" }, { dnsPolicy: null }, { nodeName: "n" }],
    [
      "replaces an object",
      { securityContext: { runAsUser: 1 } },
      { securityContext: { $patch: "replace", fsGroup: 2 } },
      { securityContext: { fsGroup: 2 } },
    ],
    ["deletes an object", { securityContext: { runAsUser: 1 } }, { securityContext: { $patch: "delete" } }, {}],
    [
      "merges mounts by path",
      { containers: [container("a", { volumeMounts: [{ mountPath: "/x", name: "v" }] })] },
      { containers: [{ name: "a", volumeMounts: [{ mountPath: "/x", name: "w" }] }] },
      { containers: [container("a", { volumeMounts: [{ mountPath: "/x", name: "w" }] })] },
    ],
    [
      "retains only listed keys",
      { volumes: [{ name: "v", emptyDir: {} }] },
      { volumes: [{ name: "v", $retainKeys: ["name", "configMap"], configMap: { name: "c" } }] },
      { volumes: [{ name: "v", configMap: { name: "c" } }] },
    ],
    [
      "orders what it merges",
      { containers: [container("a"), container("b")] },
      { "$setElementOrder/containers": [{ name: "b" }, { name: "a" }], containers: [{ name: "a", image: "a:2" }] },
      { containers: [container("b"), container("a", { image: "a:2" })] },
    ],
    [
      "orders what it does not mention",
      { containers: [container("a"), container("b")] },
      { "$setElementOrder/containers": [{ name: "b" }, { name: "a" }] },
      { containers: [container("b"), container("a")] },
    ],
  ])("%s", (_, spec, patch, expected) => {
    expect(merge(spec, patch)).toEqual(expected);
  });

  test("adds to and takes from sets", () => {
    const metadata = typeOfKind("ObjectMeta");
    expect(applyStrategicMergePatch({ finalizers: ["a", "b"] }, { finalizers: ["c"] }, metadata)).toEqual({ finalizers: ["a", "b", "c"] });
    expect(applyStrategicMergePatch({ finalizers: ["a", "b"] }, { "$deleteFromPrimitiveList/finalizers": ["a"] }, metadata)).toEqual({
      finalizers: ["b"],
    });
  });

  test("needs the key of an item", () => {
    expect(() => merge({}, { containers: [{ image: "x" }] })).toThrow("merge key: name");
  });
});
