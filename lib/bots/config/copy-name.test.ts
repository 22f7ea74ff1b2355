import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyName, isCopyNameOf } from "./copy-name";
import type { ConfigFile } from "./types";

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
const name = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) =>
  words
    .join(".")
    .slice(0, 253)
    .replace(/[-.]+$/, ""),
);
const file: fc.Arbitrary<ConfigFile> = fc.record({
  key: fc.constantFrom("a", "b", "__proto__"),
  kind: fc.constantFrom("text", "binary"),
  hash: fc.constantFrom("0".repeat(64), "1".repeat(64)),
  size: fc.nat(3),
});
const files = fc.uniqueArray(file, { selector: ({ key }) => key });
const content = (of: ConfigFile[]) => JSON.stringify(of.map(({ key, kind, hash }) => [key, kind, hash]).sort());

describe("the name of a copy", () => {
  test("is one that Kubernetes takes, and known as the original's", () => {
    fc.assert(
      fc.property(name, files, (original, of) => {
        const copy = copyName(original, of);
        expect(copy).toMatch(SUBDOMAIN);
        expect(copy.length).toBeLessThanOrEqual(253);
        expect(isCopyNameOf(copy, original)).toBe(true);
        expect(isCopyNameOf(original, original)).toBe(false);
      }),
    );
  });

  test("is equal for equal name and content, and for no other", () => {
    fc.assert(
      fc.property(name, name, files, files, (one, other, some, more) => {
        const same = one === other && content(some) === content(more);
        expect(copyName(one, some) === copyName(other, more)).toBe(same);
        expect(copyName(one, [...some].reverse())).toBe(copyName(one, some));
      }),
    );
  });

  test.each(["x".repeat(253), `${"x".repeat(230)}...${"y".repeat(20)}`, `${"x".repeat(231)}-.${"y".repeat(20)}`])(
    "is cut where the original's is too long, and differs all the same",
    (long) => {
      const [copy, other] = [copyName(long, []), copyName(`${long.slice(0, -1)}z`, [])];
      expect(copy.length).toBeLessThanOrEqual(253);
      expect(copy).not.toMatch(/[-.]-lg-/);
      expect(copy).not.toBe(other);
      expect(isCopyNameOf(copy, long)).toBe(true);
    },
  );

  test("stays what it was: a change of it would leave every copy behind", () => {
    expect(copyName("omni-rules", [{ key: "a", kind: "text", hash: "0".repeat(64), size: 1 }])).toBe("omni-rules-lg-b5717daba9761abf");
  });

  test.each([
    ["omni-rules-lg-0123456789abcde", "omni-rules"],
    ["omni-rules-lg-0123456789ABCDEF", "omni-rules"],
    ["omni-rules-0123456789abcdef", "omni-rules"],
    ["omni-rules-lg-0123456789abcdef", "omni-more"],
    ["-lg-0123456789abcdef", ""],
    ["omni-rules-lg-0123456789abcdef", ""],
  ])("is not %s, of “%s”", (copy, original) => {
    expect(isCopyNameOf(copy, original)).toBe(false);
  });
});
