import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { configMap } from "./config-map";
import type { MapContent } from "./pod-sight";
import { container, everyKeyOf, items, mount, part, podTemplate, projected, variable, volume } from "./pod-template";
import { whatPodsSee } from "./what-pods-see";

const MAPS = new Map<string, MapContent | null>([
  ["rules", configMap({ data: { MODE: "polite", "a.yaml": "a: 1" }, binaryData: { model: "AP8=" } })],
  ["more", configMap({ data: { MODE: "strict" } })],
  ["gone", null],
]);
const bot = (parts: JsonObject, ...volumes: JsonObject[]) => whatPodsSee(podTemplate({ containers: [container(parts)], volumes }), MAPS);
const envOf = (parts: JsonObject) => Object.fromEntries(bot(parts).containers.get("bot")?.env ?? []);
const filesOf = (of: JsonObject, ...mounts: JsonObject[]) =>
  Object.fromEntries(
    [...(bot({ volumeMounts: mounts }, of).containers.get("bot")?.files ?? [])].map(([path, bytes]) => [path, bytes?.toString("latin1")]),
  );

describe("the environment of a container", () => {
  test.each<[string, JsonObject, Record<string, string>]>([
    ["takes texts only, with a prefix", { envFrom: [everyKeyOf("rules", { prefix: "R_" })] }, { R_MODE: "polite", "R_a.yaml": "a: 1" }],
    ["takes the later of two maps", { envFrom: [everyKeyOf("rules"), everyKeyOf("more")] }, { MODE: "strict", "a.yaml": "a: 1" }],
    [
      "takes single variables over whole maps",
      { envFrom: [everyKeyOf("more")], env: [variable("MODE", "rules", "a.yaml")] },
      { MODE: "a: 1" },
    ],
    [
      "keeps the former where an optional key is missing",
      { envFrom: [everyKeyOf("more")], env: [variable("MODE", "rules", "no", { optional: true })] },
      { MODE: "strict" },
    ],
    [
      "goes without an optional map",
      { envFrom: [everyKeyOf("gone", { optional: true })], env: [variable("A", "gone", "a", { optional: true })] },
      {},
    ],
    [
      "puts former variables into literal values, and into no others",
      {
        envFrom: [everyKeyOf("more")],
        env: [
          { name: "A", value: "$(MODE) $$(MODE) $(B) $ $(" },
          { name: "B", value: "$(A)" },
          { name: "C", value: "" },
        ],
      },
      { MODE: "strict", A: "strict $(MODE) $(B) $ $(", B: "strict $(MODE) $(B) $ $(", C: "" },
    ],
  ])("%s", (_, parts, expected) => {
    expect(envOf(parts)).toEqual(expected);
  });
});

describe("the files of a container", () => {
  test.each<[string, JsonObject, JsonObject, Record<string, string | undefined>]>([
    ["are all keys", volume("v", "rules"), mount("v"), { "/etc/v/MODE": "polite", "/etc/v/a.yaml": "a: 1", "/etc/v/model": "\0ÿ" }],
    ["are those that are named", volume("v", "rules", items(["model", "x/y"])), mount("v"), { "/etc/v/x/y": "\0ÿ" }],
    [
      "are the later of two in one volume",
      projected("v", part("rules", items(["MODE", "m"])), part("more", items(["MODE", "m"]))),
      mount("v"),
      { "/etc/v/m": "strict" },
    ],
    ["are one by subPath", volume("v", "rules"), mount("v", { subPath: "a.yaml" }), { "/etc/v": "a: 1" }],
    [
      "are a folder by subPath",
      volume("v", "rules", items(["MODE", "x/y"], ["model", "xy"])),
      mount("v", { subPath: "x/" }),
      { "/etc/v/y": "polite" },
    ],
    ["are an empty folder where a subPath leads nowhere", volume("v", "rules"), mount("v", { subPath: "b" }), { "/etc/v": undefined }],
    ["are seen through the kubelet's link", volume("v", "more"), mount("v", { subPath: "..data/MODE" }), { "/etc/v": "strict" }],
    ["are none of an optional map that is missing", volume("v", "gone", { optional: true }), mount("v"), {}],
    ["are none of another kind of volume", { name: "v", emptyDir: {} }, mount("v"), {}],
  ])("%s", (_, of, at, expected) => {
    expect(filesOf(of, at)).toEqual(expected);
  });
});

describe("a pod does not start", () => {
  test.each<[string, JsonObject, JsonObject[], number]>([
    ["without a map of its environment", { envFrom: [everyKeyOf("gone")] }, [], 1],
    ["without a key of its environment", { env: [variable("A", "rules", "no")] }, [], 1],
    ["without a binary as a variable", { env: [variable("A", "rules", "model")] }, [], 1],
    ["without a map of a volume", { volumeMounts: [mount("v")] }, [volume("v", "gone")], 1],
    [
      "without a key of a volume, though another is mounted",
      { volumeMounts: [mount("v", { subPath: "m" })] },
      [volume("v", "rules", items(["MODE", "m"], ["no", "n"]))],
      1,
    ],
    ["but for a volume that nobody mounts", {}, [volume("v", "gone")], 0],
  ])("%s", (_, parts, volumes, refusals) => {
    expect(bot(parts, ...volumes).refusals).toHaveLength(refusals);
  });
});
