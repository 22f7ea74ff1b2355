import { expect, test } from "vitest";
import type { Coverage } from "@/lib/bots/schemas";
import { coverageWords } from "./coverage-words";

const OUTSIDE = "databases, other services and flags outside";
const digests = [`sha256:${"a".repeat(64)}`];
const plain: Coverage = {
  config: true,
  maps: [],
  images: [{ container: "bot", image: "omniserve:1.1.0", digests: [] }],
  env: 0,
  secrets: [],
  volumes: [],
};
const map = (name: string, state: Coverage["maps"][number]["state"] = "recorded", why: string | null = null) => ({ name, state, why });

test.each<[string, Partial<Coverage>, Parameters<typeof coverageWords>[1], string, string]>([
  ["a plain bot", {}, {}, "image by tag", OUTSIDE],
  [
    "everything at once",
    {
      images: [{ container: "bot", image: "omniserve:1.1.0", digests }],
      env: 4,
      maps: [map("a"), map("b"), map("c", "uncovered", "Something rewrites it."), map("d", "missing")],
      secrets: ["bot-token"],
      volumes: ["models"],
    },
    {},
    "image by tag (digest known) · 4 variables · 2 of 3 ConfigMaps",
    `ConfigMap c (something rewrites it) · Secret bot-token (the current one) · data in volume models · ${OUTSIDE}`,
  ],
  ["images pinned to what ran", { images: [{ container: "bot", image: "a:1", digests }] }, { pinned: true }, "image by digest", OUTSIDE],
  ["one map, one variable", { env: 1, maps: [map("a")] }, {}, "image by tag · 1 variable · 1 ConfigMap", OUTSIDE],
  ["config nobody recorded", { config: false }, {}, "image by tag", `ConfigMaps, which were not recorded under it · ${OUTSIDE}`],
  ["code alone", { env: 2, maps: [map("a")] }, { half: "code" }, "image by tag · 2 variables", `the config that runs now · ${OUTSIDE}`],
  ["config alone", { env: 2, maps: [map("a")] }, { half: "config" }, "1 ConfigMap", `the code that runs now · ${OUTSIDE}`],
  [
    "many Secrets",
    { secrets: ["a", "b", "c", "d", "e"] },
    {},
    "image by tag",
    `Secrets a, b, c and 2 more (the current ones) · ${OUTSIDE}`,
  ],
])("%s", (_, over, how, comesBack, stays) => {
  const words = coverageWords({ ...plain, ...over }, how);
  expect([words.comesBack.join(" · "), words.stays.join(" · ")]).toEqual([comesBack, stays]);
});
