import { type CorpusCase, reads } from "./corpus-case";
import { container, everyKeyOf, podTemplate, variable } from "./pod-template";

const one = (parts: Parameters<typeof container>[0]) => podTemplate({ containers: [container(parts)] });

/** Maps that are read into an environment. */
export const ENV_CASES: CorpusCase[] = [
  { title: "no environment at all", template: podTemplate({}), references: [] },
  {
    title: "values that are no references: literal, of a field, of a resource, of a Secret",
    template: one({
      env: [
        { name: "MODE", value: "polite" },
        { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        { name: "LIMIT", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
        { name: "TOKEN", valueFrom: { secretKeyRef: { name: "bot-token", key: "token" } } },
      ],
      envFrom: [{ secretRef: { name: "bot-token" } }],
    }),
    references: [],
  },
  {
    title: "one key",
    template: one({ env: [variable("MODE", "omniserve", "mode")] }),
    references: [reads("omniserve", { env: ["mode"], uses: ["env bot"] })],
  },
  {
    title: "two keys of one map, one of them twice",
    template: one({
      env: [variable("MODE", "omniserve", "mode"), variable("ALSO", "omniserve", "mode"), variable("LANGUAGE", "omniserve", "language")],
    }),
    references: [reads("omniserve", { env: ["language", "mode"], uses: ["env bot"] })],
  },
  {
    title: "keys of two maps, named in no order",
    template: one({ env: [variable("B", "routing", "b"), variable("A", "omniserve", "a")] }),
    references: [reads("omniserve", { env: ["a"], uses: ["env bot"] }), reads("routing", { env: ["b"], uses: ["env bot"] })],
  },
  {
    title: "an optional key",
    template: one({ env: [variable("MODE", "omniserve", "mode", { optional: true })] }),
    references: [reads("omniserve", { optional: true, env: ["mode"], uses: ["env bot"] })],
  },
  {
    title: "an optional key and a required one of the same map",
    template: one({ env: [variable("A", "omniserve", "a", { optional: true }), variable("B", "omniserve", "b", { optional: false })] }),
    references: [reads("omniserve", { env: ["a", "b"], uses: ["env bot"] })],
  },
  {
    title: "a whole map",
    template: one({ envFrom: [everyKeyOf("omniserve")] }),
    references: [reads("omniserve", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "a whole map with a prefix",
    template: one({ envFrom: [everyKeyOf("omniserve", { prefix: "BOT_" })] }),
    references: [reads("omniserve", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "the same whole map with two prefixes",
    template: one({ envFrom: [everyKeyOf("omniserve", { prefix: "A_" }), everyKeyOf("omniserve", { prefix: "B_" })] }),
    references: [reads("omniserve", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "an optional whole map beside a required one",
    template: one({ envFrom: [everyKeyOf("defaults"), everyKeyOf("overrides", { optional: true })] }),
    references: [
      reads("defaults", { env: "all", uses: ["env bot"] }),
      reads("overrides", { optional: true, env: "all", uses: ["env bot"] }),
    ],
  },
  {
    title: "a whole map and one key of it",
    template: one({ envFrom: [everyKeyOf("omniserve")], env: [variable("MODE", "omniserve", "mode")] }),
    references: [reads("omniserve", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "a key that a later literal value covers, which others may have used before",
    template: one({
      env: [variable("MODE", "omniserve", "mode"), { name: "GREETING", value: "$(MODE)!" }, { name: "MODE", value: "polite" }],
    }),
    references: [reads("omniserve", { env: ["mode"], uses: ["env bot"] })],
  },
  {
    title: "a key each of two containers",
    template: podTemplate({
      containers: [
        container({ env: [variable("MODE", "omniserve", "mode")] }),
        container({ env: [variable("LEVEL", "omniserve", "level")] }, "proxy"),
      ],
    }),
    references: [reads("omniserve", { env: ["level", "mode"], uses: ["env bot", "env proxy"] })],
  },
  {
    title: "an init container, a restartable one, a container and an ephemeral one",
    refused: true,
    template: podTemplate({
      initContainers: [
        container({ env: [variable("STEP", "setup", "step")] }, "migrate"),
        container({ restartPolicy: "Always", envFrom: [everyKeyOf("proxy")] }, "proxy"),
      ],
      containers: [container({ env: [variable("MODE", "omniserve", "mode")] })],
      ephemeralContainers: [container({ env: [variable("MODE", "debug", "mode")] }, "debugger")],
    }),
    references: [
      reads("debug", { env: ["mode"], uses: ["env debugger"] }),
      reads("omniserve", { env: ["mode"], uses: ["env bot"] }),
      reads("proxy", { env: "all", uses: ["env proxy"] }),
      reads("setup", { env: ["step"], uses: ["env migrate"] }),
    ],
  },
  {
    title: "an init container and a restartable one, of the same map",
    template: podTemplate({
      initContainers: [
        container({ env: [variable("STEP", "omniserve", "step")] }, "migrate"),
        container({ restartPolicy: "Always", env: [variable("LEVEL", "omniserve", "level", { optional: true })] }, "proxy"),
      ],
    }),
    references: [reads("omniserve", { env: ["level", "step"], uses: ["env migrate", "env proxy"] })],
  },
  {
    title: "keys that JavaScript has a meaning for",
    template: one({
      env: ["__proto__", "constructor", "toString", "hasOwnProperty"].map((key, index) => variable(`V${index}`, "omniserve", key)),
    }),
    references: [reads("omniserve", { env: ["__proto__", "constructor", "hasOwnProperty", "toString"], uses: ["env bot"] })],
  },
  {
    title: "maps that JavaScript has a meaning for",
    template: one({ env: [variable("A", "constructor", "a"), variable("B", "valueof", "b")] }),
    references: [reads("constructor", { env: ["a"], uses: ["env bot"] }), reads("valueof", { env: ["b"], uses: ["env bot"] })],
  },
  {
    title: "references of old that name nothing",
    refused: true,
    template: one({
      env: [variable("A", "", "a"), { name: "B", valueFrom: { configMapKeyRef: { key: "b" } } }],
      envFrom: [everyKeyOf(""), { prefix: "C_", configMapRef: {} }],
    }),
    references: [],
  },
];
