import { describe, expect, test } from "vitest";
import type { Json } from "../objects/json";
import { applyJsonPatch } from "./json-patch";

const document = { metadata: { uid: "u", labels: { "a/b": "1" } }, list: ["x", "y"] };

describe("a JSON patch", () => {
  test.each<[string, Json[], unknown]>([
    ["adds a field", [{ op: "add", path: "/metadata/name", value: "n" }], { ...document, metadata: { ...document.metadata, name: "n" } }],
    ["inserts into a list", [{ op: "add", path: "/list/1", value: "z" }], { ...document, list: ["x", "z", "y"] }],
    ["appends to a list", [{ op: "add", path: "/list/-", value: "z" }], { ...document, list: ["x", "y", "z"] }],
    ["replaces an item", [{ op: "replace", path: "/list/0", value: "z" }], { ...document, list: ["z", "y"] }],
    ["removes an item", [{ op: "remove", path: "/list/0" }], { ...document, list: ["y"] }],
    ["moves", [{ op: "move", from: "/list/0", path: "/list/1" }], { ...document, list: ["y", "x"] }],
    ["copies", [{ op: "copy", from: "/metadata/uid", path: "/list/-" }], { ...document, list: ["x", "y", "u"] }],
    ["replaces the whole document", [{ op: "replace", path: "", value: { new: true } }], { new: true }],
    [
      "reads escaped keys",
      [{ op: "replace", path: "/metadata/labels/a~1b", value: "2" }],
      { ...document, metadata: { uid: "u", labels: { "a/b": "2" } } },
    ],
    ["holds when a test does", [{ op: "test", path: "/list", value: ["x", "y"] }], document],
    ["takes null for what is not there", [{ op: "test", path: "/metadata/annotations", value: null }], document],
  ])("%s", (_, patch, expected) => {
    expect(applyJsonPatch(document, patch)).toEqual(expected);
  });

  test.each<[string, Json]>([
    ["a test that fails", [{ op: "test", path: "/metadata/uid", value: "v" }]],
    ["a test below nothing", [{ op: "test", path: "/metadata/annotations/x", value: null }]],
    ["a replacement of nothing", [{ op: "replace", path: "/metadata/name", value: "n" }]],
    ["a removal of nothing", [{ op: "remove", path: "/list/7" }]],
    ["an index beyond the list", [{ op: "add", path: "/list/3", value: "z" }]],
    ["a pointer without a slash", [{ op: "add", path: "name", value: "n" }]],
    ["a document that is no object any more", [{ op: "replace", path: "", value: 1 }]],
    ["an operation without a path", [{ op: "add" }]],
  ])("is refused for %s", (_, patch) => {
    expect(() => applyJsonPatch(document, patch)).toThrow("the server rejected our request");
  });

  test("leaves the document alone, whatever comes of it", () => {
    const before = structuredClone(document);
    expect(() =>
      applyJsonPatch(document, [
        { op: "remove", path: "/list/0" },
        { op: "remove", path: "/ghost" },
      ]),
    ).toThrow();
    expect(document).toEqual(before);
  });

  test("treats __proto__ as a key like any other", () => {
    const result = applyJsonPatch({}, [{ op: "add", path: "/__proto__", value: { polluted: true } }]);
    expect(Object.keys(result)).toEqual(["__proto__"]);
    expect({}).not.toHaveProperty("polluted");
  });
});
