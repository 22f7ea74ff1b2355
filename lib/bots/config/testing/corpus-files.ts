import type { JsonObject } from "@/lib/platform/json";
import { type CorpusCase, reads } from "./corpus-case";
import { container, items, mount, part, podTemplate, projected, volume } from "./pod-template";

/** One container with these volumes, mounted so. */
const one = (volumes: JsonObject[], ...volumeMounts: JsonObject[]) => podTemplate({ containers: [container({ volumeMounts })], volumes });

const LEGAL_KEYS = ["-", "-flag", ".env", "0", "UPPER_and-lower.9", "_", "__proto__", "a..b", "constructor", "x".repeat(253)];

/** Maps that are seen as files. */
export const FILE_CASES: CorpusCase[] = [
  {
    title: "volumes that are no maps",
    template: one(
      [
        { name: "tmp", emptyDir: {} },
        { name: "token", secret: { secretName: "bot-token" } },
        projected("account", { secret: { name: "bot-token" } }, { serviceAccountToken: { path: "token" } }),
      ],
      mount("tmp"),
      mount("token"),
      mount("account"),
    ),
    references: [],
  },
  {
    title: "a volume that nobody mounts",
    template: one([volume("rules", "omni-rules"), projected("more", part("omni-more"))]),
    references: [],
  },
  {
    title: "a whole volume",
    template: one([volume("rules", "omni-rules", { defaultMode: 0o440 })], mount("rules", { readOnly: true })),
    references: [reads("omni-rules", { files: "all", uses: ["file bot"] })],
  },
  {
    title: "an optional volume",
    template: one([volume("rules", "omni-rules", { optional: true })], mount("rules")),
    references: [reads("omni-rules", { optional: true, files: "all", uses: ["file bot"] })],
  },
  {
    title: "some keys of a volume, one in a folder",
    template: one([volume("rules", "omni-rules", items(["urgent", "urgent.yaml"], ["calm", "more/calm.yaml"]))], mount("rules")),
    references: [reads("omni-rules", { files: ["calm", "urgent"], uses: ["file bot"] })],
  },
  {
    title: "an empty list of keys, which is every key",
    template: one([volume("rules", "omni-rules", { items: [] })], mount("rules")),
    references: [reads("omni-rules", { files: "all", uses: ["file bot"] })],
  },
  {
    title: "one key at two paths, with a mode",
    template: one(
      [
        volume("rules", "omni-rules", {
          items: [
            { key: "run", path: "run.sh", mode: 0o755 },
            { key: "run", path: "again/run.sh" },
          ],
        }),
      ],
      mount("rules"),
    ),
    references: [reads("omni-rules", { files: ["run"], uses: ["file bot"] })],
  },
  {
    title: "one file by subPath",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: "urgent.yaml" })),
    references: [reads("omni-rules", { files: ["urgent.yaml"], uses: ["sub-path bot"] })],
  },
  {
    title: "one file by subPath, written with dots and slashes",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: ".//urgent.yaml/" })),
    references: [reads("omni-rules", { files: ["urgent.yaml"], uses: ["sub-path bot"] })],
  },
  {
    title: "the volume itself by subPath, which goes on updating",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: "./" })),
    references: [reads("omni-rules", { files: "all", uses: ["file bot"] })],
  },
  {
    title: "one file by subPath through the kubelet's own link",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: "..data/urgent.yaml" })),
    references: [reads("omni-rules", { files: ["urgent.yaml"], uses: ["sub-path bot"] })],
  },
  {
    title: "the kubelet's own link by subPath",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: "..data" })),
    references: [reads("omni-rules", { files: "all", uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath by a key's path; the volume needs its other required keys all the same",
    template: one(
      [volume("rules", "omni-rules", items(["urgent", "a/urgent.yaml"], ["calm", "a.yaml"], ["third", "ab/third.yaml"]))],
      mount("rules", { subPath: "a/urgent.yaml" }),
    ),
    references: [reads("omni-rules", { files: ["calm", "third", "urgent"], uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath by a key's path among optional ones",
    template: one(
      [volume("rules", "omni-rules", { optional: true, ...items(["urgent", "a/urgent.yaml"], ["calm", "a.yaml"], ["third", "ab/third"]) })],
      mount("rules", { subPath: "a/urgent.yaml" }),
    ),
    references: [reads("omni-rules", { optional: true, files: ["urgent"], uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath that is a folder of several optional keys",
    template: one(
      [
        volume("rules", "omni-rules", {
          optional: true,
          ...items(["one", "a/one.yaml"], ["two", "a/b/two.yaml"], ["three", "ab/three.yaml"], ["a", "c"]),
        }),
      ],
      mount("rules", { subPath: "a" }),
    ),
    references: [reads("omni-rules", { optional: true, files: ["one", "two"], uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath by a key's name where it has another path",
    template: one(
      [volume("rules", "omni-rules", { optional: true, ...items(["urgent", "urgent.yaml"]) })],
      mount("rules", { subPath: "urgent" }),
    ),
    references: [reads("omni-rules", { optional: true, uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath into a folder that no key can be in",
    template: one([volume("rules", "omni-rules")], mount("rules", { subPath: "a/urgent.yaml" })),
    references: [reads("omni-rules", { uses: ["sub-path bot"] })],
  },
  {
    title: "a subPath that a variable decides",
    guessed: true,
    template: podTemplate({
      containers: [
        container({
          env: [{ name: "TENANT", value: "urgent" }],
          volumeMounts: [mount("rules", { subPathExpr: "$(TENANT).yaml" }), mount("more", { subPathExpr: "$(TENANT)" })],
        }),
      ],
      volumes: [volume("rules", "omni-rules"), volume("more", "omni-more", items(["one", "urgent/one"], ["two", "calm/two"]))],
    }),
    references: [
      reads("omni-more", { files: ["one", "two"], uses: ["sub-path bot"] }),
      reads("omni-rules", { files: "all", uses: ["sub-path bot"] }),
    ],
  },
  {
    title: "several files of one volume by subPath, each at its place",
    template: one(
      [volume("rules", "omni-rules")],
      mount("rules", { subPath: "b.yaml", mountPath: "/app/b.yaml" }),
      mount("rules", { subPath: "a.yaml", mountPath: "/app/a.yaml" }),
    ),
    references: [reads("omni-rules", { files: ["a.yaml", "b.yaml"], uses: ["sub-path bot"] })],
  },
  {
    title: "a volume that two containers share, one of them by subPath",
    template: podTemplate({
      containers: [
        container({ volumeMounts: [mount("rules", { subPath: "a.yaml" })] }),
        container({ volumeMounts: [mount("rules")] }, "proxy"),
      ],
      volumes: [volume("rules", "omni-rules", items(["a", "a.yaml"], ["b", "b.yaml"]))],
    }),
    references: [reads("omni-rules", { files: ["a", "b"], uses: ["sub-path bot", "file proxy"] })],
  },
  {
    title: "two volumes of one map, one of them optional",
    template: one(
      [volume("one", "omni-rules", items(["a", "a"])), volume("two", "omni-rules", { optional: true, ...items(["b", "b"]) })],
      mount("one"),
      mount("two"),
    ),
    references: [reads("omni-rules", { files: ["a", "b"], uses: ["file bot"] })],
  },
  {
    title: "a projected volume of one map",
    template: one([projected("all", part("omni-rules"))], mount("all")),
    references: [reads("omni-rules", { files: "all", uses: ["file bot"] })],
  },
  {
    title: "a projected volume of two maps with keys, a Secret and the pod's own fields",
    template: one(
      [
        projected(
          "all",
          part("omni-rules", items(["a", "rules/a.yaml"])),
          { secret: { name: "bot-token" } },
          part("omni-more", { optional: true, ...items(["b", "more/b.yaml"]) }),
          { downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } },
        ),
      ],
      mount("all"),
    ),
    references: [
      reads("omni-more", { optional: true, files: ["b"], uses: ["file bot"] }),
      reads("omni-rules", { files: ["a"], uses: ["file bot"] }),
    ],
  },
  {
    title: "a folder of a projected volume that only one of its maps is in",
    template: one(
      [
        projected(
          "all",
          part("omni-rules", { optional: true, ...items(["a", "rules/a.yaml"]) }),
          part("omni-more", items(["b", "more/b.yaml"])),
          part("omni-rest"),
        ),
      ],
      mount("all", { subPath: "more" }),
    ),
    references: [
      reads("omni-more", { files: ["b"], uses: ["sub-path bot"] }),
      reads("omni-rest", { files: ["more"], uses: ["sub-path bot"] }),
      reads("omni-rules", { optional: true, uses: ["sub-path bot"] }),
    ],
  },
  {
    title: "one map twice in a projected volume",
    template: one([projected("all", part("omni-rules", items(["a", "x/a"])), part("omni-rules", items(["b", "y/b"])))], mount("all")),
    references: [reads("omni-rules", { files: ["a", "b"], uses: ["file bot"] })],
  },
  {
    title: "keys of every legal character, as files and by subPath",
    template: one(
      [
        volume("rules", "omni-rules", items(...LEGAL_KEYS.map((key, index): [string, string] => [key, `file-${index}`]))),
        volume("raw", "omni-raw"),
      ],
      mount("rules"),
      ...LEGAL_KEYS.map((key, index) => mount("raw", { subPath: key, mountPath: `/raw/${index}` })),
    ),
    references: [
      reads("omni-raw", { files: LEGAL_KEYS, uses: ["sub-path bot"] }),
      reads("omni-rules", { files: LEGAL_KEYS, uses: ["file bot"] }),
    ],
  },
  {
    title: "an init container, a restartable one, and a volume that only the first mounts",
    template: podTemplate({
      initContainers: [
        container({ volumeMounts: [mount("setup")] }, "migrate"),
        container({ restartPolicy: "Always", volumeMounts: [mount("rules", { subPath: "proxy.yaml" })] }, "proxy"),
      ],
      containers: [container({ volumeMounts: [mount("rules")] })],
      volumes: [volume("setup", "setup"), volume("rules", "omni-rules")],
    }),
    references: [
      reads("omni-rules", { files: "all", uses: ["sub-path proxy", "file bot"] }),
      reads("setup", { files: "all", uses: ["file migrate"] }),
    ],
  },
  {
    title: "an ephemeral container alone",
    refused: true,
    template: podTemplate({
      ephemeralContainers: [container({ volumeMounts: [mount("rules")] }, "debugger")],
      volumes: [volume("rules", "omni-rules")],
    }),
    references: [reads("omni-rules", { files: "all", uses: ["file debugger"] })],
  },
  {
    title: "volumes of old that name nothing, and a mount of a volume that is not there",
    refused: true,
    template: one(
      [volume("rules", ""), { name: "more", configMap: {} }, projected("all", part(""))],
      mount("rules"),
      mount("more"),
      mount("all"),
      mount("gone"),
    ),
    references: [],
  },
];
