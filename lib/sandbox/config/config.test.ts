import { describe, expect, test } from "vitest";
import type { ConfigMap, Container, Pod, PodSpec } from "../objects/kube-object";
import { containerEnv } from "./container-env";
import { missingVariables, missingVolumes } from "./missing-config";
import { mountedFile } from "./mounted-file";
import { isUnready, readUnreadyWhen } from "./unready-when";

const maps: Record<string, Pick<ConfigMap, "data" | "binaryData">> = {
  words: { data: { "a.yaml": "a: 1\n", constructor: "own" }, binaryData: { blob: Buffer.from("bytes").toString("base64") } },
  more: { data: { "a.yaml": "a: 2\n" } },
};
const find = (name = "") => (Object.hasOwn(maps, name) ? (maps[name] as ConfigMap) : undefined);
type Mount = NonNullable<Container["volumeMounts"]>[number];

const specWith = (volume: object, mount: Partial<Mount> = {}): PodSpec => ({
  containers: [{ name: "bot", volumeMounts: [{ name: "config", mountPath: "/etc/bot", ...mount }] }],
  volumes: [{ name: "config", ...volume }],
});
const podWith = (spec: PodSpec) => ({ metadata: { namespace: "support" }, spec }) as Pod;

describe("a file in a container", () => {
  const projected = { projected: { sources: [{ configMap: { name: "words" } }, { secret: {} }, { configMap: { name: "more" } }] } };
  const renamed = { configMap: { name: "words", items: [{ key: "a.yaml", path: "deep/b.yaml" }] } };

  test.each<[string, string | undefined, PodSpec, string, boolean?]>([
    ["is a key of its map", "a: 1\n", specWith({ configMap: { name: "words" } }), "/etc/bot/a.yaml"],
    ["may be binary", "bytes", specWith({ configMap: { name: "words" } }), "/etc/bot/blob"],
    ["may have any name", "own", specWith({ configMap: { name: "words" } }), "/etc/bot/constructor"],
    ["is not what every object has", undefined, specWith({ configMap: { name: "words" } }), "/etc/bot/toString"],
    ["may be renamed", "a: 1\n", specWith(renamed), "/etc/bot/deep/b.yaml"],
    ["is not there under its key then", undefined, specWith(renamed), "/etc/bot/a.yaml"],
    ["comes from the later of two maps", "a: 2\n", specWith(projected), "/etc/bot/a.yaml"],
    ["comes from the earlier where the later has none", "own", specWith(projected), "/etc/bot/constructor"],
    [
      "is itself the mount of a sub-path",
      "a: 1\n",
      specWith({ configMap: { name: "words" } }, { mountPath: "/a", subPath: "a.yaml" }),
      "/a",
      false,
    ],
    ["is nowhere without its map", undefined, specWith({ configMap: { name: "ghost" } }), "/etc/bot/a.yaml"],
    ["is nowhere outside of the mount", undefined, specWith({ configMap: { name: "words" } }), "/etc/bottle/a.yaml"],
  ])("%s", (_, text, spec, path, followsEdits = true) => {
    expect(mountedFile(spec, path, find)).toEqual(text === undefined ? undefined : { text, followsEdits });
  });
});

describe("a container's variables", () => {
  test("come from maps as a whole, by key, and as written, the nearest first", () => {
    const container: Container = {
      name: "bot",
      envFrom: [{ prefix: "W_", configMapRef: { name: "words" } }, { configMapRef: { name: "more" } }],
      env: [
        { name: "a.yaml", value: "mine" },
        { name: "KEY", valueFrom: { configMapKeyRef: { name: "words", key: "a.yaml" } } },
        { name: "BLOB", valueFrom: { configMapKeyRef: { name: "words", key: "blob", optional: true } } },
      ],
    };
    expect(Object.fromEntries(containerEnv(container, find))).toEqual({
      "W_a.yaml": "a: 1\n",
      W_constructor: "own",
      "a.yaml": "mine",
      KEY: "a: 1\n",
    });
  });

  test.each<[string, Partial<Container>, string | undefined]>([
    ["a map", { envFrom: [{ configMapRef: { name: "ghost" } }] }, 'configmap "ghost" not found'],
    [
      "the map of a key",
      { env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "ghost", key: "a" } } }] },
      'configmap "ghost" not found',
    ],
    [
      "a key",
      { env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "words", key: "b" } } }] },
      "couldn't find key b in ConfigMap support/words",
    ],
    ["nothing that is optional", { envFrom: [{ configMapRef: { name: "ghost", optional: true } }] }, undefined],
    ["no optional key", { env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "words", key: "b", optional: true } } }] }, undefined],
    ["no Secret", { env: [{ name: "A", valueFrom: { secretKeyRef: { name: "ghost", key: "b" } } }] }, undefined],
  ])("lack %s", (_, container, why) => {
    expect(missingVariables({ name: "bot", ...container }, "support", find)).toBe(why);
  });
});

describe("a volume", () => {
  const ghost = { configMap: { name: "ghost" } };
  const notFound = [{ volume: "config", why: 'configmap "ghost" not found' }];

  test.each<[string, PodSpec, object[]]>([
    ["lacks its map", specWith(ghost), notFound],
    ["lacks one of its maps", specWith({ projected: { sources: [{ configMap: { name: "words" } }, ghost] } }), notFound],
    [
      "lacks a key",
      specWith({ configMap: { name: "words", items: [{ key: "b", path: "b" }] } }),
      [{ volume: "config", why: "configmap references non-existent config key: b" }],
    ],
    ["may do without", specWith({ configMap: { name: "ghost", optional: true } }), []],
    ["matters to nobody who does not mount it", { ...specWith(ghost), containers: [{ name: "bot" }] }, []],
  ])("%s", (_, spec, missing) => {
    expect(missingVolumes(podWith(spec), find)).toEqual(missing);
  });
});

describe("config that a bot refuses", () => {
  const file = readUnreadyWhen("/etc/bot/a.yaml matches ^a: [12]$");
  const variable = readUnreadyWhen("$A matches ^bad");

  test("is said in one line, and a line that cannot be read says nothing", () => {
    expect([file, variable]).toEqual([
      { reads: "file", name: "/etc/bot/a.yaml", matches: /^a: [12]$/m },
      { reads: "variable", name: "A", matches: /^bad/m },
    ]);
    expect([undefined, "", "a.yaml matches b", "/a matches", "/a contains b", "/a matches ("].map(readUnreadyWhen)).toEqual(
      Array(6).fill(undefined),
    );
  });

  test("is seen in a file at the start and after edits, below a sub-path at the start only", () => {
    const whole = podWith(specWith({ configMap: { name: "words" } }));
    const part = podWith(specWith({ configMap: { name: "words" } }, { mountPath: "/etc/bot/a.yaml", subPath: "a.yaml" }));
    expect([whole, part].map((pod) => file && isUnready(pod, file, find, "starts"))).toEqual([true, true]);
    expect([whole, part].map((pod) => file && isUnready(pod, file, find, "runs"))).toEqual([true, undefined]);
  });

  test("is seen in a variable at the start only", () => {
    const pod = podWith({ containers: [{ name: "bot", env: [{ name: "A", value: "bad" }] }] });
    expect((["starts", "runs"] as const).map((moment) => variable && isUnready(pod, variable, find, moment))).toEqual([true, undefined]);
  });

  test("is none when its map is gone: what runs keeps what it has", () => {
    const pod = podWith(specWith({ configMap: { name: "ghost", optional: true } }));
    expect((["starts", "runs"] as const).map((moment) => file && isUnready(pod, file, find, moment))).toEqual([false, undefined]);
  });
});
