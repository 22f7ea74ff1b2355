import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConfigMap } from "@/lib/cluster/types";
import { configOf } from "./config-of";
import { releaseHash } from "./release-identity";
import { originalOf } from "./restored";
import { configMap } from "./testing/config-map";
import { CORPUS } from "./testing/corpus";
import { mapsFor } from "./testing/maps-for";
import { container, everyKeyOf, items, mount, podTemplate, variable, volume } from "./testing/pod-template";
import { randomMaps, randomTemplate } from "./testing/random-pod";
import { restore } from "./testing/restore";
import { whatPodsSee } from "./testing/what-pods-see";

const NONE: ReadonlySet<string> = new Set();
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const reading = (...names: string[]) => podTemplate({ containers: [container({ envFrom: names.map((name) => everyKeyOf(name)) })] });
const among = (...maps: ConfigMap[]) => new Map(maps.map((map) => [map.name, map]));

describe("the config of a release", () => {
  test("is what pods can see: texts as UTF-8, binaries as bytes, sorted by key", () => {
    const template = podTemplate({
      containers: [container({ env: [variable("MODE", "omniserve", "mode")], volumeMounts: [mount("rules")] })],
      volumes: [volume("rules", "omniserve", items(["model", "model.bin"], ["a", "a.yaml"]))],
    });
    const bytes = Buffer.from([0, 255, 128]);
    const map = configMap({
      data: { mode: "höflich 🤖", a: "", unseen: "x" },
      binaryData: { model: bytes.toString("base64"), "unseen.bin": "AAAA" },
    });
    const { config, contents } = configOf(template, among(map), NONE);
    expect(config).toEqual([
      {
        name: "omniserve",
        state: "recorded",
        files: [
          { key: "a", kind: "text", hash: sha256(""), size: 0 },
          { key: "mode", kind: "text", hash: sha256("höflich 🤖"), size: 13 },
          { key: "model", kind: "binary", hash: sha256(bytes), size: 3 },
        ],
      },
    ]);
    expect(contents).toEqual(
      new Map([
        [sha256(""), Buffer.from("")],
        [sha256("höflich 🤖"), Buffer.from("höflich 🤖")],
        [sha256(bytes), bytes],
      ]),
    );
  });

  test("names keys that JavaScript has a meaning for, and only those that are there", () => {
    const template = podTemplate({
      containers: [container({ env: ["__proto__", "constructor", "toString"].map((key) => variable(key, "omniserve", key)) })],
    });
    const data = JSON.parse('{"__proto__": "a"}') as Record<string, string>;
    const { config } = configOf(template, among(configMap({ data })), NONE);
    expect(config).toMatchObject([{ state: "recorded", files: [{ key: "__proto__", hash: sha256("a") }] }]);
    expect(configOf(template, among(configMap({})), NONE).config).toEqual([{ name: "omniserve", state: "recorded", files: [] }]);
  });

  test("says of each map what became of it, sorted by name", () => {
    const opted = configMap({ name: "c-opted", annotations: { "lastgood.dev/config": "ignore" }, data: { a: "1" } });
    const maps = new Map<string, ConfigMap | null>([["d-gone", null], ...among(configMap({ name: "b-busy", data: { a: "1" } }), opted)]);
    const { config, contents } = configOf(
      reading("kube-root-ca.crt", "d-gone", "e-never", "b-busy", "c-opted", "f-busy"),
      maps,
      new Set(["b-busy", "f-busy"]),
    );
    expect(config).toEqual([
      { name: "b-busy", state: "uncovered", why: "rewritten" },
      { name: "c-opted", state: "uncovered", why: "opted-out" },
      { name: "d-gone", state: "missing" },
      { name: "e-never", state: "missing" },
      { name: "f-busy", state: "uncovered", why: "rewritten" },
      { name: "kube-root-ca.crt", state: "uncovered", why: "cluster" },
    ]);
    expect(contents.size).toBe(0);
  });

  test("is nothing for a template without references", () => {
    expect(configOf(podTemplate({}), among(configMap()), NONE)).toEqual({ config: [], contents: new Map() });
  });

  test("hashes each value once for each object, however often it is looked at", () => {
    const map = configMap({ data: { a: "x".repeat(1024 * 1024) } });
    const look = (at: ConfigMap) => [...configOf(reading("omniserve"), among(at), NONE).contents.values()][0];
    expect(look(map) === look(map)).toBe(true);
    expect(look({ ...map }) === look(map)).toBe(false);
  });
});

describe("a release brought back by copies", () => {
  test.each(CORPUS)("is that release, and its pods see the same bytes: $title", ({ template, references }) => {
    const then = mapsFor(references, 1);
    const before = configOf(template, then, NONE);
    const back = restore(template, before.config, before.contents);
    // What the originals hold by now is another edition.
    const now = new Map([...mapsFor(references, 2), ...back.maps]);
    expect(whatPodsSee(back.template, now)).toEqual(whatPodsSee(template, then));
    const after = configOf(back.template, now, NONE);
    expect(after).toEqual(before);
    expect(originalOf(back.template)).toEqual(template);
    expect(releaseHash(back.template, after.config)).toBe(releaseHash(template, before.config));
  });

  test("is that release, and its pods see the same bytes, whatever it reads and whatever is missing by now", () => {
    fc.assert(
      fc.property(randomTemplate, randomMaps, randomMaps, (template, then, later) => {
        const before = configOf(template, then, NONE);
        const present = before.config.filter(({ state }) => state === "recorded");
        const back = restore(template, present, before.contents);
        const gone = new Map([...later].filter(([name]) => then.has(name)));
        const now = new Map([...gone, ...back.maps]);
        expect(whatPodsSee(back.template, now)).toEqual(whatPodsSee(template, then));
        const after = configOf(back.template, now, NONE);
        expect(after).toEqual(before);
        expect(releaseHash(back.template, after.config)).toBe(releaseHash(template, before.config));
      }),
      { numRuns: 300 },
    );
  });

  test("is another one where a copy holds something else", () => {
    const template = reading("omniserve");
    const before = configOf(template, among(configMap({ data: { a: "1" } })), NONE);
    const back = restore(template, before.config, before.contents);
    const forged = new Map([...back.maps].map(([name, map]) => [name, { ...map, data: { a: "2" } }]));
    const after = configOf(back.template, forged, NONE);
    expect(after.config).toMatchObject([{ name: "omniserve", files: [{ hash: sha256("2") }] }]);
    expect(releaseHash(back.template, after.config)).not.toBe(releaseHash(template, before.config));
  });

  test("is that release where the original is found to be rewritten by now", () => {
    const template = reading("omniserve");
    const before = configOf(template, among(configMap({ data: { a: "1" } })), NONE);
    const back = restore(template, before.config, before.contents);
    expect(configOf(back.template, back.maps, new Set(["omniserve"])).config).toEqual(before.config);
  });
});
