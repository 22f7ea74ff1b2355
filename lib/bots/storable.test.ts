import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@/lib/platform/json";
import { losesNumbers } from "./loses-numbers";
import { plainWords } from "./plain-words";
import { storable } from "./storable";

test.each<[string, Json, Json]>([
  ["a NUL", "a\u0000b", "a\ufffdb"],
  ["half a surrogate pair", "\ud800 and \udc00", "\ufffd and \ufffd"],
  ["them in keys and deep down", { "k\u0000": [{ deep: "\u0000" }] }, { "k\ufffd": [{ deep: "\ufffd" }] }],
])("the database is spared %s", (_, value, expected) => {
  expect(storable(value)).toEqual(expected);
});

test("what the database takes is left as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes("\\u0000") && !/\\ud[89a-f]/.test(text));
      expect(JSON.stringify(storable(value as Json))).toBe(text);
    }),
  );
});

test.each<[string | null | undefined, string | null]>([
  [undefined, null],
  [null, null],
  [" \n\t\u0007 ", null],
  ["  two \r\n lines ", "two lines"],
  ["🤖🤖🤖🤖🤖🤖", "🤖🤖🤖🤖…"],
  ["\ud83e", "\ufffd"],
  ["<script>", "<scr…"],
])("%j in plain words is %j", (text, expected) => {
  expect(plainWords(text, 5)).toBe(expected === "two lines" ? "two …" : expected);
});

test.each<[Json, boolean]>([
  [{ spec: { runAsUser: 1000 } }, false],
  [{ spec: { a: [Number.MAX_SAFE_INTEGER, -1, 0.5, "9007199254740993", null] } }, false],
  [JSON.parse('{"spec": {"seconds": 9007199254740993}}') as Json, true],
  [{ a: [{ b: -(2 ** 60) }] }, true],
])("%j loses digits: %s", (value, expected) => {
  expect(losesNumbers(value)).toBe(expected);
});
