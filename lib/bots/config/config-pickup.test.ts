import { describe, expect, test } from "vitest";
import type { Pod, PodContainer } from "@/lib/cluster/types";
import { configPickup, type PickupFacts } from "./config-pickup";
import { reads } from "./testing/corpus-case";

const NOON = new Date("2025-11-21T12:00:00.700Z");
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const start = (seconds: number) => new Date(Math.floor(after(seconds).getTime() / 1000) * 1000);

function container(name: string, parts: Partial<PodContainer> = {}): PodContainer {
  return { name, image: "omniserve:1.1.0", imageId: "", ready: true, restarts: 0, waiting: null, lastExit: null, ...parts };
}

function pod(uid: string, startedAt: Date | null, parts: Partial<Pod> = {}): Pod {
  const more = { namespace: "bots", ownerUid: null, ownerKind: null, podHash: null, phase: "Running", ready: true, terminating: false };
  return {
    uid,
    resourceVersion: "1",
    name: uid,
    createdAt: NOON,
    startedAt,
    node: null,
    unschedulable: null,
    containers: [],
    initContainers: [],
    ...more,
    ...parts,
  };
}

const OLD = [pod("a", start(-60)), pod("b", start(-60))];
const NEW = pod("c", start(1));
const env = reads("omniserve-config", { env: ["mode"], uses: ["env bot"] });
const files = reads("omniserve-config", { files: "all", uses: ["file bot"] });
const subPath = reads("omniserve-config", { files: ["a"], uses: ["sub-path bot"] });

function pickup(parts: Partial<PickupFacts>) {
  const changedMaps = parts.references?.map(({ name }) => name) ?? [];
  return configPickup({ references: [], changedMaps, configSince: NOON, pods: [...OLD, NEW], now: after(10), ...parts });
}

describe("the running pods run this config", () => {
  test.each<[string, Partial<PickupFacts>]>([
    ["when nothing refers to what changed", { references: [env], changedMaps: ["other"] }],
    ["when nothing changed", { references: [env, files], changedMaps: [] }],
    ["when all started after the change", { references: [env, subPath], pods: [NEW, pod("d", start(600))] }],
    ["when they started in the same second", { references: [env], pods: [pod("d", start(0))] }],
    ["when only files changed, two minutes ago", { references: [files], now: after(120) }],
    ["when the older ones are leaving", { references: [env], pods: [NEW, pod("a", start(-60), { terminating: true })] }],
    ["when the others have not begun", { references: [env], pods: [NEW, pod("d", null)] }],
    [
      "when the older ones read it anew, each container that uses it",
      {
        references: [env],
        pods: [pod("a", start(-60), { containers: [container("bot", { runningSince: start(5) }), container("proxy")] })],
      },
    ],
    [
      "when a sidecar that uses it was started anew",
      {
        references: [reads("omniserve-config", { env: "all", uses: ["env proxy"] })],
        pods: [pod("a", start(-60), { initContainers: [container("proxy", { runningSince: start(5) })] })],
      },
    ],
    [
      "when a container that sees it by subPath was started anew after the files had followed",
      { references: [subPath], pods: [pod("a", start(-60), { containers: [container("bot", { runningSince: start(121) })] })] },
    ],
  ])("%s", (_, facts) => {
    expect(pickup(facts)).toEqual({ known: true, sentences: [] });
  });
});

describe("pods are behind", () => {
  test.each<[string, Partial<PickupFacts>, string]>([
    [
      "by what they read at start",
      { references: [env], now: after(3600) },
      "2 of 3 pods started before omniserve-config changed and read it at start only: they run the former config until they are restarted.",
    ],
    [
      "one alone",
      { references: [env], pods: [OLD[0] ?? NEW, NEW] },
      "1 of 2 pods started before omniserve-config changed and read it at start only: it runs the former config until it is restarted.",
    ],
    [
      "the only one",
      { references: [env], pods: OLD.slice(1) },
      "The only pod started before omniserve-config changed and read it at start only: it runs the former config until it is restarted.",
    ],
    [
      "all",
      { references: [subPath], pods: OLD, now: after(3600) },
      "Both pods started before omniserve-config changed and read it by subPath, which never updates: they run the former config until they are restarted.",
    ],
    [
      "by files that have not followed",
      { references: [files], now: after(119) },
      "2 of 3 pods started before omniserve-config changed: their files may take up to 2 minutes to follow.",
    ],
    [
      "most of all by what they read at start, where they read it in other ways too",
      { references: [{ ...env, files: "all", uses: [...files.uses, ...subPath.uses, ...env.uses] }] },
      "2 of 3 pods started before omniserve-config changed and read it at start only: they run the former config until they are restarted.",
    ],
    [
      "in the second before the change",
      { references: [env], pods: [pod("d", start(-1))] },
      "The only pod started before omniserve-config changed and read it at start only: it runs the former config until it is restarted.",
    ],
    [
      "where a container that does not use it was started anew, or one that does was before the change",
      {
        references: [env],
        pods: [
          pod("a", start(-60), {
            containers: [container("bot", { runningSince: start(-30) }), container("proxy", { runningSince: start(5) })],
          }),
          pod("b", start(-60), { containers: [container("bot", { runningSince: null })] }),
        ],
      },
      "Both pods started before omniserve-config changed and read it at start only: they run the former config until they are restarted.",
    ],
    [
      "where a container was started anew before its subPath had the new files",
      { references: [subPath], pods: [pod("a", start(-60), { containers: [container("bot", { runningSince: start(60) })] })] },
      "The only pod started before omniserve-config changed and read it by subPath, which never updates: it runs the former config until it is restarted.",
    ],
    [
      "by two maps",
      { references: [env, { ...env, name: "omni-rules" }] },
      "2 of 3 pods started before omniserve-config and omni-rules changed and read them at start only: they run the former config until they are restarted.",
    ],
    [
      "by fifty",
      { references: Array.from({ length: 50 }, (_, index) => ({ ...env, name: `map-${index}` })) },
      "2 of 3 pods started before map-0, map-1 and 48 more ConfigMaps changed and read them at start only: they run the former config until they are restarted.",
    ],
  ])("%s", (_, facts, sentence) => {
    expect(pickup(facts)).toEqual({ known: false, sentences: [sentence] });
  });

  test("in several ways at once, each said once", () => {
    const { known, sentences } = pickup({
      references: [env, { ...subPath, name: "omni-rules" }, { ...files, name: "omni-more" }, { ...files, name: "omni-rest" }],
    });
    expect(known).toBe(false);
    expect(sentences).toEqual([
      expect.stringContaining("before omniserve-config changed and read it at start only"),
      expect.stringContaining("before omni-rules changed and read it by subPath"),
      expect.stringContaining("before omni-more and omni-rest changed: their files"),
    ]);
  });
});
