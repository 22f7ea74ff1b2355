import { describe, expect, test } from "vitest";
import { reads } from "./testing/corpus-case";
import { visibleKeys } from "./visible-keys";

const MAP = {
  data: JSON.parse('{"b": "1", "a": "2", "__proto__": "3"}') as Record<string, string>,
  binaryData: { z: "AA==", y: "AQ==" },
};

describe("the keys that pods can see", () => {
  test.each([
    ["all texts of an environment, never a binary", { env: "all" as const }, ["__proto__", "a", "b"], []],
    ["a text of an environment, never a binary of that name", { env: ["a", "z"] }, ["a"], []],
    ["all texts and binaries as files", { files: "all" as const }, ["__proto__", "a", "b"], ["y", "z"]],
    ["texts and binaries that are named as files", { files: ["z", "b"] }, ["b"], ["z"]],
    ["what either way shows", { env: ["__proto__"], files: ["y"] }, ["__proto__"], ["y"]],
    ["none that is not there", { env: ["constructor"], files: ["toString"] }, [], []],
    ["none", {}, [], []],
  ])("are %s", (_, seen, text, binary) => {
    expect(visibleKeys(reads("omniserve", { ...seen, uses: [] }), MAP)).toEqual({ text, binary });
  });
});
