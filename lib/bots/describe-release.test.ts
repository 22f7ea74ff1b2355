import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { describeRelease, imagesOf, tagOf } from "./describe-release";

const HASH = "0123456789abcdef";
const template = (image: string, metadata: JsonObject = {}): JsonObject => ({ metadata, spec: { containers: [{ name: "bot", image }] } });
const words = (input: Partial<Parameters<typeof describeRelease>[0]> = {}) =>
  describeRelease({ template: template("omniserve:1.2.0"), annotations: {}, labels: {}, formerCause: null, hash: HASH, ...input });

describe("the tag of an image", () => {
  test.each([
    ["omniserve:1.2.0", "1.2.0"],
    ["registry.example:5000/team/omniserve:1.2.0", "1.2.0"],
    ["registry.example:5000/omniserve", null],
    ["localhost:5000/omniserve@sha256:aaaa", null],
    ["registry.example:5000/omniserve:1.2.0@sha256:aaaa", "1.2.0"],
    ["omniserve:latest", null],
    ["omniserve", null],
    ["omniserve:", null],
    ["", null],
    [undefined, null],
  ])("of %s is %s", (image, tag) => {
    expect(tagOf(image)).toBe(tag);
  });
});

describe("the version", () => {
  test.each<[string, Partial<Parameters<typeof describeRelease>[0]>, string]>([
    [
      "the template's own label where the tag is no version",
      { template: template("omniserve:8f3ab21", { labels: { "app.kubernetes.io/version": "v9" } }) },
      "v9",
    ],
    [
      "the image's tag where the label was left behind",
      { template: template("omniserve:1.2.0", { labels: { "app.kubernetes.io/version": "1.1.0" } }) },
      "1.2.0",
    ],
    ["the image's tag", { labels: { "app.kubernetes.io/version": "old" } }, "1.2.0"],
    [
      "the object's label where the tag says nothing",
      { template: template("omniserve:latest"), labels: { "app.kubernetes.io/version": "3" } },
      "3",
    ],
    ["the beginning of the content hash where nothing else is known", { template: template("omniserve@sha256:aaaa") }, "0123456"],
    ["not an empty label", { template: template("omniserve:1.2.0", { labels: { "app.kubernetes.io/version": "" } }) }, "1.2.0"],
    ["of a template without containers too", { template: {} }, "0123456"],
  ])("is %s", (_, input, version) => {
    expect(words(input).version).toBe(version);
  });
});

describe("who and what", () => {
  test("comes from the template first, then from the object", () => {
    const inTemplate = template("omniserve:1", { annotations: { "git-commit": "aaa" }, labels: { author: "kim" } });
    expect(words({ template: inTemplate, annotations: { "git-commit": "bbb", author: "lee" } })).toMatchObject({
      commit: "aaa",
      author: "kim",
    });
    expect(words({ annotations: { "lastgood.dev/commit": "ccc", commit: "ddd" } })).toMatchObject({ commit: "ccc", author: null });
  });

  test("is nothing where an annotation is empty", () => {
    expect(words({ annotations: { commit: "  ", "git-author": "" } })).toMatchObject({ commit: null, author: null });
  });
});

describe("the change cause", () => {
  const because = (cause: string) => ({ "kubernetes.io/change-cause": cause });

  test.each<[string, Record<string, string>, string | null, string | null]>([
    ["told when it is new", because("better prompts"), null, "better prompts"],
    ["told when it is another than before", because("better prompts"), "first", "better prompts"],
    ["not told when it describes the release before", because("first"), "first", null],
    ["not told when there is none", {}, "first", null],
  ])("is %s", (_, annotations, formerCause, expected) => {
    expect(words({ annotations, formerCause }).changeCause).toBe(expected);
  });
});

describe("hostile words", () => {
  test("become one plain line of bounded length", () => {
    const annotations = { commit: "a\u0000b\u001b[31m\n c", author: "\u202ekim", "kubernetes.io/change-cause": "x".repeat(100_000) };
    const { commit, author, changeCause } = words({ annotations });
    expect(commit).toBe("a b [31m c");
    expect(author).toBe("kim");
    expect(changeCause).toHaveLength(1000);
  });

  test("are kept when they only look like markup", () => {
    expect(words({ annotations: { author: '<img src=x onerror="alert(1)">' } }).author).toBe('<img src=x onerror="alert(1)">');
  });

  test("in an image name do not reach the database as they are", () => {
    expect(words({ template: template("omni\u0000serve:1") }).images).toEqual([{ container: "bot", image: "omni\ufffdserve:1" }]);
  });
});

test.each<[string, JsonObject, ReturnType<typeof imagesOf>]>([
  [
    "each container, init containers left out",
    {
      spec: {
        initContainers: [{ name: "i", image: "init" }],
        containers: [
          { name: "a", image: "x" },
          { name: "b", image: "y" },
        ],
      },
    },
    [
      { container: "a", image: "x" },
      { container: "b", image: "y" },
    ],
  ],
  ["containers that are none", { spec: { containers: ["a", null, { image: 7 }] } }, [{ container: "", image: "7" }]],
  ["nothing", {}, []],
])("images are those of %s", (_, of, expected) => {
  expect(imagesOf(of)).toEqual(expected);
});
