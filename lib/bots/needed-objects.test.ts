import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { neededObjects } from "./needed-objects";

const needed = (spec: JsonObject) => neededObjects({ spec }).map(({ kind, name }) => `${kind} ${name}`);
const container = (more: JsonObject): JsonObject => ({ containers: [{ name: "bot", ...more }] });

test.each<[string, JsonObject, string[]]>([
  [
    "nothing",
    container({
      env: [
        { name: "A", value: "1" },
        { name: "B", valueFrom: { configMapKeyRef: { name: "rules", key: "b" } } },
      ],
    }),
    [],
  ],
  ["a variable", container({ env: [{ name: "KEY", valueFrom: { secretKeyRef: { name: "openai", key: "key" } } }] }), ["Secret openai"]],
  ["all of a Secret as variables", container({ envFrom: [{ secretRef: { name: "openai" } }] }), ["Secret openai"]],
  ["an init container", { initContainers: [{ envFrom: [{ secretRef: { name: "openai" } }] }] }, ["Secret openai"]],
  ["a volume", { volumes: [{ name: "v", secret: { secretName: "tls" } }] }, ["Secret tls"]],
  ["a projected volume", { volumes: [{ name: "v", projected: { sources: [{ secret: { name: "tls" } }] } }] }, ["Secret tls"]],
  [
    "what is optional",
    {
      containers: [
        { env: [{ valueFrom: { secretKeyRef: { name: "a", optional: true } } }], envFrom: [{ secretRef: { name: "b", optional: true } }] },
      ],
      volumes: [{ secret: { secretName: "c", optional: true } }, { projected: { sources: [{ secret: { name: "d", optional: true } }] } }],
    },
    [],
  ],
  [
    "one twice, once optional",
    container({ envFrom: [{ secretRef: { name: "a", optional: true } }, { secretRef: { name: "a" } }] }),
    ["Secret a"],
  ],
  ["an account", { serviceAccountName: "bot", serviceAccount: "bot" }, ["ServiceAccount bot"]],
  ["an account in the old spelling", { serviceAccount: "bot" }, ["ServiceAccount bot"]],
  ["the account that is always there", { serviceAccountName: "default" }, []],
  ["a claim", { volumes: [{ persistentVolumeClaim: { claimName: "data" } }] }, ["PersistentVolumeClaim data"]],
  ["a Secret to pull images, without which they may still be on the node", { imagePullSecrets: [{ name: "pull" }] }, []],
  ["what is not of the form", { containers: "x", volumes: [null, { secret: [] }], serviceAccountName: 7 }, []],
])("a template with %s", (_, spec, expected) => {
  expect(needed(spec)).toEqual(expected);
});
