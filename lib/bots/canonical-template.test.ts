import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/platform/json";
import { canonicalTemplate, exactTemplate, restartStamp, templateDigests, templateHash } from "./canonical-template";

const KEYS = ["image", "env", "1", "10", "2", "__proto__", "constructor", "toString", "ключ", "🤖", ""];
const key = fc.oneof(fc.constantFrom(...KEYS), fc.string());
const { value: json } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: "binary" }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));
const map = fc.dictionary(fc.constantFrom("app", "team", "app.kubernetes.io/version", "ключ"), fc.string());
const template = fc
  .record({ labels: map, annotations: map, bot: json, more: json })
  .map(({ labels, annotations, bot, more }): JsonObject => ({
    metadata: { labels, annotations },
    spec: { containers: [{ name: "bot", image: "omniserve:1", more: bot }], more },
  }));

const STAMPS = [
  "kubectl.kubernetes.io/restartedAt",
  "reloader.stakater.com/last-reloaded-from",
  "wave.pusher.com/config-hash",
  "cattle.io/timestamp",
  "lastgood.dev/rollback",
  "lastgood.dev/",
];
const annotated = (of: JsonObject, more: Record<string, string>): JsonObject => {
  const metadata = of.metadata as JsonObject;
  return { ...of, metadata: { ...metadata, annotations: { ...(metadata.annotations as JsonObject), ...more } } };
};
const labelled = (of: JsonObject, more: Record<string, string>): JsonObject => {
  const metadata = of.metadata as JsonObject;
  return { ...of, metadata: { ...metadata, labels: { ...(metadata.labels as JsonObject), ...more } } };
};

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turned(inner)]),
  );
}

/** Every place in a value, as a path. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([name, inner]) => places(inner, [...path, name]))];
}

function changedAt(value: Json, [first, ...rest]: (string | number)[]): Json {
  if (first === undefined) return { changed: value };
  if (Array.isArray(value)) return value.map((inner, index) => (index === first ? changedAt(inner, rest) : inner));
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, inner]) => [name, name === first ? changedAt(inner, rest) : inner]),
  );
}

describe("the content hash", () => {
  test("is the same whatever the order of keys", () => {
    fc.assert(
      fc.property(template, (one) => {
        expect(templateHash(turned(one) as JsonObject)).toBe(templateHash(one));
      }),
    );
  });

  test("is another one when any field changes, at whatever depth", () => {
    fc.assert(
      fc.property(template, fc.nat(), (one, pick) => {
        const below = places(one.spec ?? null, ["spec"]);
        const other = changedAt(one, below[pick % below.length] ?? []) as JsonObject;
        expect(templateHash(other)).not.toBe(templateHash(one));
        expect(exactTemplate(other)).not.toBe(exactTemplate(one));
      }),
    );
  });

  test("is another one when a label or an annotation of the template changes", () => {
    fc.assert(
      fc.property(template, fc.constantFrom(annotated, labelled), (one, change) => {
        expect(templateHash(change(one, { release: "next" }))).not.toBe(templateHash(one));
      }),
    );
  });

  test("leaves out what means “restarted” or “made by”", () => {
    fc.assert(
      fc.property(template, fc.constantFrom(...STAMPS), fc.string(), (one, stamp, value) => {
        expect(templateHash(annotated(one, { [stamp]: value }))).toBe(templateHash(one));
        expect(exactTemplate(annotated(one, { [stamp]: value }))).not.toBe(exactTemplate(one));
      }),
    );
  });

  test("leaves out what an environment lists, by name or by its beginning", () => {
    fc.assert(
      fc.property(template, fc.string(), (one, value) => {
        const stamped = annotated(one, { "ci.example/run": value });
        expect(templateHash(stamped, ["ci.example/run"])).toBe(templateHash(one));
        expect(templateHash(stamped, ["ci.example/*"])).toBe(templateHash(one));
        expect(templateHash(stamped)).not.toBe(templateHash(one));
      }),
    );
  });

  test.each(["pod-template-hash", "controller-revision-hash", "pod-template-generation"])(
    "leaves out the controller's label %s, and so does the exact form",
    (label) => {
      fc.assert(
        fc.property(template, (one) => {
          expect(templateHash(labelled(one, { [label]: "5d6f" }))).toBe(templateHash(one));
          expect(exactTemplate(labelled(one, { [label]: "5d6f" }))).toBe(exactTemplate(one));
        }),
      );
    },
  );

  test.each<[string, JsonObject, JsonObject]>([
    ["no labels and empty labels", { metadata: { labels: {} }, spec: {} }, { metadata: {}, spec: {} }],
    ["no annotations and empty annotations", { metadata: { annotations: {} }, spec: {} }, { metadata: {}, spec: {} }],
    ["no metadata and empty metadata", { metadata: {}, spec: {} }, { spec: {} }],
    ["the creation time that Go writes for nobody", { metadata: { creationTimestamp: null }, spec: {} }, { spec: {} }],
  ])("takes %s for the same", (_, one, other) => {
    expect(templateHash(one)).toBe(templateHash(other));
    expect(exactTemplate(one)).toBe(exactTemplate(other));
  });

  test.each<[string, Json, Json]>([
    ["an empty map in the pod's spec", { emptyDir: {} }, {}],
    ["a null", { a: null }, {}],
    ["the order of a list", ["a", "b"], ["b", "a"]],
    ["a number and its text", 1, "1"],
    ["letters that look the same", "é", "e\u0301"],
    ["a key that JavaScript has a meaning for", JSON.parse('{"__proto__": {"a": 1}}') as Json, {}],
    ["another one", { constructor: "a" }, {}],
    ["an invisible character", "a\u0000", "a"],
  ])("keeps %s apart", (_, one, other) => {
    expect(templateHash({ spec: { one } })).not.toBe(templateHash({ spec: { one: other } }));
  });

  test("stays what it was: a change of it would make every release a new one", () => {
    const known: JsonObject = {
      metadata: { labels: { app: "omniserve" } },
      spec: { containers: [{ name: "bot", image: "omniserve:1.1.0" }] },
    };
    expect(canonicalTemplate(known)).toBe(
      '{"metadata":{"labels":{"app":"omniserve"}},"spec":{"containers":[{"image":"omniserve:1.1.0","name":"bot"}]}}',
    );
    expect(templateHash(known)).toBe("2ee8d1c4eb57f2c71d7b457ed68c1370e52da13ae3c92f2f4a5cf644f3aa7e24");
  });

  test("of 1 MiB takes well under a second", () => {
    const env = Array.from({ length: 9_500 }, (_, index) => ({ name: `VARIABLE_${index}`, value: "x".repeat(80) }));
    const big: JsonObject = { spec: { containers: [{ name: "bot", env }] } };
    expect(JSON.stringify(big).length).toBeGreaterThan(1024 * 1024);
    const start = performance.now();
    templateHash(big);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("a reloader's variable", () => {
  const bot = (env: Json[], list = "containers"): JsonObject => ({
    spec: { [list]: [{ name: "bot", ...(env.length > 0 ? { env } : {}) }] },
  });
  const mode = { name: "MODE", value: "polite" };
  const stamp = (value: string) => ({ name: "STAKATER_PROMPTS_CONFIGMAP", value });

  test.each(["containers", "initContainers"])("in %s is a stamp", (list) => {
    expect(templateHash(bot([mode, stamp("a")], list))).toBe(templateHash(bot([mode], list)));
    expect(templateHash(bot([stamp("a")], list))).toBe(templateHash(bot([], list)));
    expect(exactTemplate(bot([mode, stamp("a")], list))).not.toBe(exactTemplate(bot([mode], list)));
  });

  test("changes the restart stamp with its value", () => {
    expect(restartStamp(bot([stamp("a")]))).not.toBe(restartStamp(bot([stamp("b")])));
    expect(restartStamp(bot([mode]))).toBe("");
  });

  test("is one only by its whole name", () => {
    expect(templateHash(bot([{ name: "MY_STAKATER_PROMPTS_CONFIGMAP", value: "a" }]))).not.toBe(templateHash(bot([])));
  });
});

describe("the restart stamp", () => {
  const at = (time: string): JsonObject => ({
    metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": time, note: "hi" } },
    spec: {},
  });

  test("tells one restart from the next, and nothing else", () => {
    expect(restartStamp(at("10:00"))).not.toBe(restartStamp(at("11:00")));
    expect(restartStamp(at("10:00"))).toBe(restartStamp({ ...at("10:00"), spec: { hostNetwork: true } }));
    expect(restartStamp(at("10:00"))).not.toContain("10:00");
    expect(restartStamp({ spec: {} })).toBe("");
  });
});

test("the digests of one object are computed once", () => {
  const one: JsonObject = { spec: { containers: [] } };
  expect(templateDigests(one)).toBe(templateDigests(one));
  expect(templateDigests({ ...one })).toEqual(templateDigests(one));
});
