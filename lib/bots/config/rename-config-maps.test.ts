import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { configReferences } from "./config-references";
import { renameConfigMaps } from "./rename-config-maps";
import { CORPUS } from "./testing/corpus";
import { mapsFor } from "./testing/maps-for";
import { randomMaps, randomTemplate } from "./testing/random-pod";
import { whatPodsSee } from "./testing/what-pods-see";

const there = (name: string) => `copy.of.${name}`;
const back = (name: string) => name.replace("copy.of.", "");
const renamed = (maps: ReadonlyMap<string, ConfigMap>) => new Map([...maps].map(([name, map]) => [there(name), map]));

describe("a template whose maps are called otherwise", () => {
  test.each(CORPUS)("reads the same of them: $title", ({ template, references }) => {
    const other = renameConfigMaps(template, there);
    expect(configReferences(other)).toEqual(references.map((reference) => ({ ...reference, name: there(reference.name) })));
    const maps = mapsFor(references);
    expect(whatPodsSee(other, renamed(maps))).toEqual(whatPodsSee(template, maps));
  });

  test.each(CORPUS)("is what it was when they are called as before: $title", ({ template }) => {
    const before = structuredClone(template);
    expect(renameConfigMaps(renameConfigMaps(template, there), back)).toEqual(template);
    expect(renameConfigMaps(template, (name) => name)).toEqual(template);
    expect(template).toEqual(before);
  });

  test("reads the same and is what it was, whatever it is", () => {
    fc.assert(
      fc.property(randomTemplate, randomMaps, (template, maps) => {
        const other = renameConfigMaps(template, there);
        expect(whatPodsSee(other, renamed(maps))).toEqual(whatPodsSee(template, maps));
        expect(renameConfigMaps(other, back)).toEqual(template);
      }),
    );
  });

  test("keeps everything that names no map, fields that nobody knows too", () => {
    const template: JsonObject = {
      metadata: { labels: { app: "rules" } },
      spec: {
        unknown: { configMap: { name: "rules" } },
        containers: [{ name: "rules", env: [null, "rules", { name: "rules", valueFrom: { secretKeyRef: { name: "rules" } } }] }, null],
        volumes: [{ name: "rules", configMap: { name: "rules", unknown: 1 } }, { name: "unused", configMap: { name: 1 } }, "rules"],
      },
    };
    const expected = structuredClone(template) as { spec: { volumes: [{ configMap: { name: string } }] } };
    expected.spec.volumes[0].configMap.name = "other";
    expect(renameConfigMaps(template, () => "other")).toEqual(expected);
  });
});
