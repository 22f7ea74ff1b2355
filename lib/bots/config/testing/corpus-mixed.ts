import { type CorpusCase, reads } from "./corpus-case";
import { container, everyKeyOf, items, mount, part, podTemplate, projected, variable, volume } from "./pod-template";

const FIFTY = Array.from({ length: 50 }, (_, index) => `map-${String(index).padStart(2, "0")}`);
const LONGEST = ["a", "b"].map((letter) => `${"x".repeat(252)}${letter}`);

/** Maps that are read in several ways at once, and many of them. */
export const MIXED_CASES: CorpusCase[] = [
  {
    title: "one map in three ways by one container",
    template: podTemplate({
      containers: [
        container({
          env: [variable("MODE", "omniserve", "mode")],
          volumeMounts: [mount("rules"), mount("rules", { subPath: "more", mountPath: "/more" })],
        }),
      ],
      volumes: [volume("rules", "omniserve", items(["rules", "rules.yaml"], ["more", "more"]))],
    }),
    references: [reads("omniserve", { env: ["mode"], files: ["more", "rules"], uses: ["env bot", "file bot", "sub-path bot"] })],
  },
  {
    title: "one map in three ways by three containers, optional for one of them",
    template: podTemplate({
      initContainers: [container({ envFrom: [everyKeyOf("omniserve", { optional: true })] }, "migrate")],
      containers: [container({ volumeMounts: [mount("rules", { subPath: "a" })] }), container({ volumeMounts: [mount("all")] }, "proxy")],
      volumes: [volume("rules", "omniserve"), projected("all", part("omniserve", items(["b", "b"])))],
    }),
    references: [reads("omniserve", { env: "all", files: ["a", "b"], uses: ["env migrate", "sub-path bot", "file proxy"] })],
  },
  {
    title: "a map optional in every one of three ways",
    template: podTemplate({
      containers: [
        container({
          env: [variable("MODE", "overrides", "mode", { optional: true })],
          envFrom: [everyKeyOf("overrides", { optional: true, prefix: "O_" })],
          volumeMounts: [mount("overrides")],
        }),
      ],
      volumes: [volume("overrides", "overrides", { optional: true })],
    }),
    references: [reads("overrides", { optional: true, env: "all", files: "all", uses: ["env bot", "file bot"] })],
  },
  {
    title: "a map required in a volume that nobody mounts, and optional where it is read",
    template: podTemplate({
      containers: [container({ env: [variable("MODE", "overrides", "mode", { optional: true })] })],
      volumes: [volume("unused", "overrides")],
    }),
    references: [reads("overrides", { optional: true, env: ["mode"], uses: ["env bot"] })],
  },
  {
    title: "keys seen in the environment, others as files",
    template: podTemplate({
      containers: [container({ env: [variable("MODE", "omniserve", "mode")], volumeMounts: [mount("rules")] })],
      volumes: [volume("rules", "omniserve", items(["rules", "rules.yaml"]))],
    }),
    references: [reads("omniserve", { env: ["mode"], files: ["rules"], uses: ["env bot", "file bot"] })],
  },
  {
    title: "a map and a copy of it side by side",
    template: podTemplate({
      containers: [
        container({
          env: [variable("NOW", "omniserve", "mode"), variable("THEN", "omniserve-lg-0123456789abcdef", "mode")],
        }),
      ],
    }),
    references: [
      reads("omniserve", { env: ["mode"], uses: ["env bot"] }),
      reads("omniserve-lg-0123456789abcdef", { env: ["mode"], uses: ["env bot"] }),
    ],
  },
  {
    title: "names of 253 characters that differ in the last",
    template: podTemplate({
      containers: [container({ envFrom: [everyKeyOf(LONGEST[1] ?? "")], volumeMounts: [mount("rules")] })],
      volumes: [volume("rules", LONGEST[0] ?? "")],
    }),
    references: [reads(LONGEST[0] ?? "", { files: "all", uses: ["file bot"] }), reads(LONGEST[1] ?? "", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "names with dots, one the beginning of the other",
    template: podTemplate({
      containers: [container({ envFrom: [everyKeyOf("rules.v1.omni"), everyKeyOf("rules")] })],
    }),
    references: [reads("rules", { env: "all", uses: ["env bot"] }), reads("rules.v1.omni", { env: "all", uses: ["env bot"] })],
  },
  {
    title: "50 maps in one environment",
    template: podTemplate({ containers: [container({ envFrom: [...FIFTY].reverse().map((name) => everyKeyOf(name)) })] }),
    references: FIFTY.map((name) => reads(name, { env: "all", uses: ["env bot"] })),
  },
  {
    title: "50 maps in one projected volume",
    template: podTemplate({
      containers: [container({ volumeMounts: [mount("all")] })],
      volumes: [projected("all", ...FIFTY.map((name) => part(name, items(["rules", `${name}/rules`]))))],
    }),
    references: FIFTY.map((name) => reads(name, { files: ["rules"], uses: ["file bot"] })),
  },
  {
    title: "names that stand elsewhere in the template and mean no map",
    template: podTemplate({
      initContainers: [container({ command: ["sh", "-c", "cat omni-rules"] }, "omni-rules")],
      containers: [container({ env: [{ name: "omni-rules", value: "omni-rules" }], volumeMounts: [mount("omni-rules")] })],
      volumes: [{ name: "omni-rules", emptyDir: {} }],
    }),
    references: [],
  },
];
