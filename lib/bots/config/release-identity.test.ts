import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { templateHash } from "../canonical-template";
import { codeHash, RELEASE_HASH_VERSION, releaseHash } from "./release-identity";
import { container, everyKeyOf, podTemplate } from "./testing/pod-template";
import type { ConfigFile, ConfigMapState, ReleaseConfig } from "./types";

const TEMPLATE: JsonObject = {
  metadata: { labels: { app: "omniserve" } },
  spec: { containers: [{ name: "bot", image: "omniserve:1.1.0" }] },
};
const [ONE, TWO] = ["1".repeat(64), "2".repeat(64)];
const file = (parts: Partial<ConfigFile> = {}): ConfigFile => ({ key: "mode", kind: "text", hash: ONE, size: 6, ...parts });
const recorded = (name: string, ...files: ConfigFile[]): ConfigMapState => ({ name, state: "recorded", files });
const hash = (...config: ReleaseConfig) => releaseHash(TEMPLATE, config);

describe("the hash of the code", () => {
  test("is what it was before config counted", () => {
    expect(codeHash(TEMPLATE)).toBe(templateHash(TEMPLATE));
    expect(codeHash(TEMPLATE)).toBe("2ee8d1c4eb57f2c71d7b457ed68c1370e52da13ae3c92f2f4a5cf644f3aa7e24");
    expect(codeHash(TEMPLATE, ["app.kubernetes.io/*"])).toBe(templateHash(TEMPLATE, ["app.kubernetes.io/*"]));
  });

  test("is that of the original where a rollback renamed something", () => {
    const original = podTemplate({ containers: [container({ envFrom: [everyKeyOf("omni-rules")] })] });
    const restored = podTemplate({
      containers: [container({ image: `omniserve@sha256:${ONE}`, envFrom: [everyKeyOf("omni-rules-lg-0123456789abcdef")] })],
    });
    const annotation = JSON.stringify({
      configMaps: { "omni-rules-lg-0123456789abcdef": "omni-rules" },
      images: { bot: "omniserve:1.1.0" },
    });
    const annotated = {
      ...restored,
      metadata: { ...(restored.metadata as JsonObject), annotations: { "lastgood.dev/restored": annotation } },
    };
    expect(codeHash(annotated)).toBe(codeHash(original));
    expect(codeHash(restored)).not.toBe(codeHash(original));
    expect(releaseHash(annotated, [recorded("omni-rules", file())])).toBe(releaseHash(original, [recorded("omni-rules", file())]));
  });
});

describe("the hash of a release", () => {
  test("is never one of version 1", () => {
    expect(RELEASE_HASH_VERSION).toBe(2);
    expect(hash()).not.toBe(codeHash(TEMPLATE));
  });

  test.each<[string, ReleaseConfig, ReleaseConfig]>([
    ["in whatever order maps come", [recorded("a", file()), recorded("b")], [recorded("b"), recorded("a", file())]],
    ["whatever size is said", [recorded("a", file())], [recorded("a", file({ size: 7 }))]],
    [
      "whatever the reason to leave a map out",
      [{ name: "a", state: "uncovered", why: "cluster" }],
      [{ name: "a", state: "uncovered", why: "rewritten" }],
    ],
    ["for a map without a key that pods see and one that is missing", [recorded("a")], [{ name: "a", state: "missing" }]],
  ])("is the same %s", (_, one, other) => {
    expect(hash(...one)).toBe(hash(...other));
  });

  test.each<[string, ReleaseConfig, ReleaseConfig]>([
    ["content", [recorded("a", file())], [recorded("a", file({ hash: TWO }))]],
    ["a key's name", [recorded("a", file())], [recorded("a", file({ key: "Mode" }))]],
    ["a kind", [recorded("a", file())], [recorded("a", file({ kind: "binary" }))]],
    ["a key more", [recorded("a", file())], [recorded("a", file(), file({ key: "more" }))]],
    ["a map's name", [recorded("a", file())], [recorded("b", file())]],
    ["the map that a key is in", [recorded("a", file()), recorded("b")], [recorded("a"), recorded("b", file())]],
    ["a map that goes", [recorded("a", file())], [{ name: "a", state: "missing" }]],
    ["a map that is left out", [{ name: "a", state: "missing" }], [{ name: "a", state: "uncovered", why: "opted-out" }]],
    ["a reference more", [recorded("a", file())], [recorded("a", file()), { name: "b", state: "missing" }]],
    ["a key that JavaScript has a meaning for", [recorded("a", file({ key: "__proto__" }))], [recorded("a")]],
  ])("is another one by %s", (_, one, other) => {
    expect(hash(...one)).not.toBe(hash(...other));
  });

  test("is another one by code, and the same by stamps", () => {
    const config = [recorded("a", file())];
    const stamped = {
      ...TEMPLATE,
      metadata: { labels: { app: "omniserve" }, annotations: { "ci.example/run": "7", "lastgood.dev/rollback": "rbk_1" } },
    };
    expect(releaseHash(stamped, config)).not.toBe(releaseHash(TEMPLATE, config));
    expect(releaseHash(stamped, config, ["ci.example/*"])).toBe(releaseHash(TEMPLATE, config, ["ci.example/*"]));
    expect(releaseHash(podTemplate({}), config)).toBe(releaseHash(TEMPLATE, config));
    expect(releaseHash(podTemplate({ containers: [container({ image: "omniserve:1.2.0" })] }), config)).not.toBe(
      releaseHash(TEMPLATE, config),
    );
  });

  test("stays what it was: a change of it would make every release a new one", () => {
    expect(hash(recorded("omni-rules", file()), { name: "more", state: "missing" })).toBe(
      "0c977bab1776701e6e6d38c0996dd138a50f4c5cb174162e0bd9d24feafa1ba1",
    );
  });
});
