import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { configReferences } from "./config-references";
import { CORPUS } from "./testing/corpus";
import { changedBytes, everyKey, without } from "./testing/every-key";
import { mapsFor } from "./testing/maps-for";
import { randomMaps, randomTemplate } from "./testing/random-pod";
import { whatPodsSee } from "./testing/what-pods-see";
import { visibleKeys } from "./visible-keys";

describe("references of a pod template", () => {
  test("are proved on a corpus of at least 30, each of its own kind", () => {
    expect(new Set(CORPUS.map(({ title }) => title)).size).toBe(CORPUS.length);
    expect(CORPUS.length).toBeGreaterThanOrEqual(30);
  });

  test.each(CORPUS)("are all found, and nothing else: $title", ({ template, references }) => {
    expect(configReferences(template)).toEqual(references);
  });

  test("are none in what is no template, whatever it is", () => {
    const any = fc.object({
      key: fc.constantFrom("spec", "containers", "volumes", "name", "configMap", "envFrom", "configMapRef", "items"),
    });
    fc.assert(
      fc.property(any, (object) => {
        expect(Array.isArray(configReferences(object as JsonObject))).toBe(true);
      }),
    );
  });

  test("of 1 MiB are found well under a second", () => {
    const env = Array.from({ length: 6_500 }, (_, index) => ({
      name: `VARIABLE_${index}`,
      valueFrom: { configMapKeyRef: { name: `map-${index % 50}`, key: `key-${index}-${"x".repeat(80)}` } },
    }));
    const big: JsonObject = { spec: { containers: [{ name: "bot", env }] } };
    expect(JSON.stringify(big).length).toBeGreaterThan(1024 * 1024);
    const start = performance.now();
    expect(configReferences(big)).toHaveLength(50);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("a key that pods can see", () => {
  test.each(CORPUS)("is one whose edit or absence they see, and no other: $title", (one) => {
    const maps = mapsFor(one.references);
    const before = whatPodsSee(one.template, maps);
    for (const [name, kind, key] of everyKey(maps)) {
      const reference = one.references.find((other) => other.name === name);
      const visible = reference && visibleKeys(reference, maps.get(name) ?? { data: {}, binaryData: {} })[kind].includes(key);
      const after = [changedBytes(maps, name, kind, key), without(maps, name, kind, key)].map((other) => whatPodsSee(one.template, other));
      if (visible && !one.guessed) expect(after, `${name} ${key}`).not.toEqual([before, before]);
      if (!visible) expect(after, `${name} ${key}`).toEqual([before, before]);
    }
  });

  test("is never missed, whatever refers to it", () => {
    fc.assert(
      fc.property(randomTemplate, randomMaps, (template, maps) => {
        const references = new Map(configReferences(template).map((reference) => [reference.name, reference]));
        const before = whatPodsSee(template, maps);
        for (const [name, kind, key] of everyKey(maps)) {
          const [reference, map] = [references.get(name), maps.get(name)];
          if (reference && map && visibleKeys(reference, map)[kind].includes(key)) continue;
          expect(whatPodsSee(template, changedBytes(maps, name, kind, key)), `${name} ${key}`).toEqual(before);
          expect(whatPodsSee(template, without(maps, name, kind, key)), `${name} ${key}`).toEqual(before);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("is not needed by anybody else: without what is not seen, pods see the same", () => {
    fc.assert(
      fc.property(randomTemplate, randomMaps, (template, maps) => {
        const seen = new Map(
          configReferences(template).flatMap((reference) => {
            const map = maps.get(reference.name);
            if (!map) return [];
            const { text, binary } = visibleKeys(reference, map);
            const only = (values: Record<string, string>, keys: string[]) =>
              Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
            return [[reference.name, { data: only(map.data, text), binaryData: only(map.binaryData, binary) }] as const];
          }),
        );
        expect(whatPodsSee(template, seen)).toEqual(whatPodsSee(template, maps));
      }),
      { numRuns: 300 },
    );
  });
});
