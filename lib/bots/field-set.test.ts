import { describe, expect, test } from "vitest";
import { common, minus, sizeOf, union, within, type FieldSet } from "./field-set";

const ENV = 'k:{"name":"A"}';
const A: FieldSet = { "f:labels": { ".": {}, "f:app": {} }, "f:env": { [ENV]: { ".": {}, "f:name": {}, "f:value": {} } } };
const B: FieldSet = { "f:labels": { "f:app": {}, "f:tier": {} }, "f:env": { [ENV]: { "f:value": {} } } };

describe("sets of fields", () => {
  test("join, with what holds the fields", () => {
    expect(union(A, B)).toEqual({ "f:labels": { ".": {}, "f:app": {}, "f:tier": {} }, "f:env": A["f:env"] });
    expect(union(A, null)).toEqual(A);
  });

  test("lose what is in another", () => {
    expect(minus(A, B)).toEqual({ "f:labels": {}, "f:env": { [ENV]: { ".": {}, "f:name": {} } } });
    expect(minus(B, A)).toEqual({ "f:labels": { "f:tier": {} } });
    expect(minus(A, A)).toBeNull();
  });

  test("have in common what is in both", () => {
    expect(common(A, B)).toEqual({ "f:labels": { "f:app": {} }, "f:env": { [ENV]: { "f:value": {} } } });
    expect(common(A, { "f:other": {} })).toBeNull();
  });

  test("are what they were made of: the parts make the whole again", () => {
    expect(union(minus(A, B), common(A, B))).toEqual(A);
  });

  test.each<[string, FieldSet, Parameters<typeof within>[1], FieldSet]>([
    ["an item by its keys", { [ENV]: { ".": {}, "f:value": {} } }, [{ name: "A", value: "1" }], { [ENV]: { ".": {}, "f:value": {} } }],
    ["no item of other keys", { [ENV]: { ".": {} } }, [{ name: "B" }], null],
    ["a value of a set", { 'v:"x"': {}, 'v:"y"': {} }, ["x"], { 'v:"x"': {} }],
    ["an item by its place", { "i:1": {}, "i:4": {} }, ["x", "y"], { "i:1": {} }],
    ["nothing that an object merely inherits", { "f:constructor": {} }, {}, null],
    ["nothing below a value of another type", { "f:env": { "f:x": {} } }, { env: "none" }, null],
  ])("are cut down to what is there: %s", (_, set, value, expected) => {
    expect(within(set, value)).toEqual(expected);
  });

  test("count their fields", () => expect(sizeOf(A)).toBe(5));
});
