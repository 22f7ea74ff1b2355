import { describe, expect, test } from "vitest";
import type { KubeObject } from "../objects/kube-object";
import { Store, type Change } from "./store";

const map = (name: string) => ({ kind: "ConfigMap", apiVersion: "v1", metadata: { name, namespace: "n" } }) as KubeObject;

describe("the store", () => {
  test("counts every write once and tells about it in order", () => {
    const store = new Store(10);
    const heard: Change[] = [];
    store.onChange((change) => heard.push(change));
    store.put("configmaps", map("a"));
    store.put("configmaps", map("a"));
    store.remove("configmaps", map("a"));
    expect(heard.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
    expect(heard.map(({ resourceVersion }) => resourceVersion)).toEqual([2, 3, 4]);
    expect(heard[2]?.object.metadata.resourceVersion).toBe("4");
  });

  test("remembers so many changes of each resource, and knows when it forgot some", () => {
    const store = new Store(2);
    for (const name of ["a", "b", "c"]) store.put("configmaps", map(name));
    expect(store.since("configmaps", 1)).toBeUndefined();
    expect(store.since("configmaps", 2)?.map(({ object }) => object.metadata.name)).toEqual(["b", "c"]);
    expect(store.since("pods", 1)).toEqual([]);
  });

  test("after a restart goes on with versions that nobody has seen", () => {
    const store = new Store(10);
    store.put("configmaps", map("a"));
    const again = new Store(10, structuredClone(store.snapshot()));
    expect(again.get("configmaps", "n", "a")?.metadata.resourceVersion).toBe("2");
    expect(again.resourceVersion).toBeGreaterThan(store.resourceVersion);
    expect(again.since("configmaps", store.resourceVersion)).toBeUndefined();
    expect(again.since("configmaps", again.resourceVersion)).toEqual([]);
  });
});
