import {
  container,
  everyKeyOf,
  items,
  mount,
  part,
  podTemplate,
  projected,
  variable,
  volume,
} from "@/lib/bots/config/testing/pod-template";
import type { JsonObject } from "@/lib/platform/json";

/** A way to write a bot: which maps it reads, and how. No two references of one shape cover each other's keys. */
export type Shape = { maps: readonly string[]; template: (image: string) => JsonObject };

export const KEYS = ["mode", "rules.yaml", "__proto__", "constructor"] as const;
export const MAPS = ["a", "b", "c", "d"] as const;
/** Nobody ever sees it through a reference by key. */
export const UNSEEN_KEY = "nobody-reads-this";
export const OPTED_OUT = "d";

const one = (image: string, parts: JsonObject, volumes: JsonObject[] = []) =>
  podTemplate({ containers: [container({ ...parts, image })], volumes });

export const SHAPES: readonly Shape[] = [
  { maps: [], template: (image) => one(image, { env: [{ name: "MODE", value: "polite" }] }) },
  {
    maps: ["a", "b"],
    template: (image) =>
      one(
        image,
        { env: [variable("MODE", "a", "mode"), variable("P", "a", "__proto__", { optional: true })], volumeMounts: [mount("b")] },
        [volume("b", "b")],
      ),
  },
  {
    maps: ["a", "b", "c"],
    template: (image) =>
      one(
        image,
        {
          envFrom: [everyKeyOf("a", { prefix: "A_" }), everyKeyOf("c", { prefix: "C_", optional: true })],
          volumeMounts: [mount("b", { subPath: "rules.yaml" })],
        },
        [volume("b", "b")],
      ),
  },
  {
    maps: ["a", "b", "c", "d"],
    template: (image) =>
      podTemplate({
        initContainers: [container({ image, env: [variable("C", "c", "constructor", { optional: true })] }, "migrate")],
        containers: [
          container({ image, volumeMounts: [mount("all"), mount("d")] }),
          container({ image, env: [variable("MODE", "b", "mode")] }, "proxy"),
        ],
        volumes: [
          projected("all", part("a", items(["rules.yaml", "a/rules.yaml"])), part("c", { optional: true })),
          volume("d", "d", { optional: true }),
        ],
      }),
  },
  {
    maps: ["b"],
    template: (image) =>
      one(image, { volumeMounts: [mount("b")] }, [volume("b", "b", { optional: true, ...items(["mode", "x/mode"], ["__proto__", "y"]) })]),
  },
  {
    maps: ["a", "c"],
    template: (image) => one(image, { envFrom: [everyKeyOf("c")], volumeMounts: [mount("a")] }, [volume("a", "a", { optional: true })]),
  },
];
