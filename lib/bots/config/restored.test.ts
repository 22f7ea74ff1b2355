import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { configReferences } from "./config-references";
import { renameConfigMaps } from "./rename-config-maps";
import { markRestored, originalOf, RESTORED, restoredIn } from "./restored";
import { container, everyKeyOf, podTemplate, variable } from "./testing/pod-template";
import { randomTemplate } from "./testing/random-pod";

const DIGITS = "0123456789abcdef";
const COPY = `omni-rules-lg-${DIGITS}`;
const OTHER = `omni-rules-lg-${"f".repeat(16)}`;
const DIGEST = `@sha256:${DIGITS.repeat(4)}`;

const reading = (...names: string[]) => podTemplate({ containers: [container({ envFrom: names.map((name) => everyKeyOf(name)) })] });
const running = (image: string) => podTemplate({ containers: [container({ image })] });
const annotated = (template: JsonObject, said: unknown): JsonObject => ({
  ...template,
  metadata: { ...(template.metadata as JsonObject), annotations: { [RESTORED]: typeof said === "string" ? said : JSON.stringify(said) } },
});
const names = (configMaps: Record<string, unknown>) => ({ configMaps, images: {} });
const pinned = (original: unknown, pins?: Record<string, unknown>) => ({ configMaps: {}, images: { bot: original }, pins });

describe("a template that a rollback marked", () => {
  test("is turned back to what it was, whatever it is, with other annotations and without", () => {
    const notes = fc.option(fc.dictionary(fc.constantFrom("note", "__proto__", "lastgood.dev/rollback"), fc.string(), { minKeys: 1 }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(randomTemplate, notes, (plain, annotations) => {
        const template: JsonObject = { ...plain, metadata: { ...(plain.metadata as JsonObject), ...(annotations && { annotations }) } };
        const copies = new Map(configReferences(template).map(({ name }) => [name, `${name}-lg-${DIGITS}`]));
        const renamed = renameConfigMaps(template, (name) => copies.get(name) ?? name);
        const marked = markRestored(renamed, { configMaps: new Map([...copies].map(([name, copy]) => [copy, name])), images: new Map() });
        expect(restoredIn(marked)?.configMaps.size ?? 0).toBe(copies.size);
        expect(originalOf(marked)).toEqual(template);
      }),
    );
  });

  test("carries what was renamed and pinned, sorted, and is read again", () => {
    const template = podTemplate({
      initContainers: [container({ image: `migrate:2${DIGEST}` }, "migrate")],
      containers: [container({ image: `omniserve${DIGEST}`, envFrom: [everyKeyOf(COPY)] }), container({}, "proxy")],
    });
    const restored = {
      configMaps: new Map([[COPY, "omni-rules"]]),
      images: new Map([
        ["migrate", "migrate:2"],
        ["bot", "omniserve:latest"],
      ]),
    };
    const marked = markRestored(template, restored);
    expect((marked.metadata as JsonObject).annotations).toEqual({
      [RESTORED]:
        `{"configMaps":{"${COPY}":"omni-rules"},"images":{"bot":"omniserve:latest","migrate":"migrate:2"},` +
        `"pins":{"bot":"omniserve${DIGEST}","migrate":"migrate:2${DIGEST}"}}`,
    });
    expect(restoredIn(marked)).toEqual(restored);
    expect(originalOf(marked)).toEqual(
      podTemplate({
        initContainers: [container({ image: "migrate:2" }, "migrate")],
        containers: [container({ image: "omniserve:latest", envFrom: [everyKeyOf("omni-rules")] }), container({}, "proxy")],
      }),
    );
  });

  test("carries nothing where nothing was renamed, and no longer what an earlier rollback did", () => {
    const none = { configMaps: new Map<string, string>(), images: new Map<string, string>() };
    expect(markRestored(reading("omni-rules"), none)).toEqual(reading("omni-rules"));
    expect(markRestored(annotated(reading("omni-rules"), names({})), none)).toEqual(reading("omni-rules"));
  });

  test("is turned back once for each object", () => {
    const marked = annotated(reading(COPY), names({ [COPY]: "omni-rules" }));
    expect(originalOf(marked)).toBe(originalOf(marked));
    expect(originalOf(reading(COPY))).toEqual(reading(COPY));
  });
});

describe("a name is turned back", () => {
  test.each<[string, JsonObject, Record<string, unknown>]>([
    ["that is no copy's by its form", reading("omni-rules-copy"), { "omni-rules-copy": "omni-rules" }],
    ["that is the copy of another map by its name", reading(COPY), { [COPY]: "kube-root-ca.crt" }],
    ["whose original is no text", reading(COPY), { [COPY]: 7 }],
    ["whose original is empty", reading(COPY), { [COPY]: "" }],
    ["of a copy beside its original", reading(COPY, "omni-rules"), { [COPY]: "omni-rules" }],
    ["of two copies of one map", reading(COPY, OTHER), { [COPY]: "omni-rules", [OTHER]: "omni-rules" }],
    ["that nothing reads any more", reading("omni-rules"), { [COPY]: "omni-rules" }],
  ])("never %s", (_, template, configMaps) => {
    expect(originalOf(annotated(template, names(configMaps)))).toEqual(template);
    expect(restoredIn(annotated(template, names(configMaps)))?.configMaps.size).toBe(0);
  });

  test("beside one that is not", () => {
    const template = reading(COPY, "omni-more-copy");
    const said = names({ [COPY]: "omni-rules", "omni-more-copy": "omni-more" });
    expect(originalOf(annotated(template, said))).toEqual(reading("omni-rules", "omni-more-copy"));
  });

  test("where another copy of the same map is only spoken of", () => {
    const said = names({ [OTHER]: "omni-rules", [COPY]: "omni-rules" });
    expect(originalOf(annotated(reading(COPY), said))).toEqual(reading("omni-rules"));
  });
});

describe("an image is turned back", () => {
  test.each([
    ["pinned by its repository", `omniserve${DIGEST}`, "omniserve:latest", undefined],
    ["pinned with its tag", `omniserve:latest${DIGEST}`, "omniserve:latest", undefined],
    ["pinned as the kubelet reports it", `docker.io/library/omniserve${DIGEST}`, "omniserve", undefined],
    ["of a registry with a port", `localhost:5000/omniserve${DIGEST}`, "localhost:5000/omniserve:1", undefined],
    ["that is still the pin", `omniserve${DIGEST}`, "omniserve:latest", { bot: `omniserve${DIGEST}` }],
  ])("%s", (_, image, original, pins) => {
    expect(originalOf(annotated(running(image), pinned(original, pins)))).toEqual(running(original));
  });

  test.each([
    ["that a later deploy set by tag", "omniserve:1.3.0", "omniserve:1.1.0", undefined],
    ["that a later deploy set by another digest", `omniserve${DIGEST}`, "omniserve:1.1.0", { bot: `omniserve@sha256:${"f".repeat(64)}` }],
    ["of another repository", `other${DIGEST}`, "omniserve:1.1.0", { bot: `other${DIGEST}` }],
    ["of a repository that only ends so", `my-omniserve${DIGEST}`, "omniserve:1.1.0", undefined],
    ["without an original", `omniserve${DIGEST}`, "", undefined],
    ["whose original is no text", `omniserve${DIGEST}`, null, undefined],
  ])("never one %s", (_, image, original, pins) => {
    expect(originalOf(annotated(running(image), pinned(original, pins)))).toEqual(running(image));
  });
});

describe("an annotation that says nothing readable", () => {
  test.each(["", "{", "null", "[]", '"text"', "7", '{"configMaps": [], "images": 7}', '{"configMaps": null}'])(
    "changes nothing: %s",
    (said) => {
      const template = annotated(reading(COPY), said);
      const { configMaps, images } = restoredIn(template) ?? { configMaps: new Map(), images: new Map() };
      expect([configMaps.size, images.size]).toEqual([0, 0]);
      expect((originalOf(template) as { spec: unknown }).spec).toEqual(template.spec);
    },
  );

  test("of whatever kind is never an error", () => {
    const odd = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(randomTemplate, odd, (template, said) => {
        originalOf(annotated(template, said));
        originalOf({ ...template, metadata: { annotations: { [RESTORED]: JSON.parse(JSON.stringify([said])) } } });
        originalOf({ ...template, metadata: said });
      }),
    );
  });

  test("on a template without a spec is none either", () => {
    expect(originalOf(annotated({}, names({ [COPY]: "omni-rules" })))).toEqual({ metadata: {} });
    expect(originalOf({ spec: { containers: [variable("A", COPY, "a")] } })).toEqual({ spec: { containers: [variable("A", COPY, "a")] } });
  });
});
