import fc from "fast-check";
import type { ConfigMap } from "@/lib/cluster/types";
import type { JsonObject } from "@/lib/platform/json";
import { configMap } from "./config-map";
import { container, everyKeyOf, mount, part, podTemplate, projected, variable, volume } from "./pod-template";

const KEYS = ["MODE", "rules", "rules.yaml", ".env", "__proto__", "constructor"];
const NAMES = ["omniserve", "omni-rules", "omni-rules.v2", "constructor"];
const VOLUMES = ["one", "two", "three"];

const key = fc.constantFrom(...KEYS);
const name = fc.constantFrom(...NAMES);
const volumeName = fc.constantFrom(...VOLUMES);
const flag = fc.option(fc.boolean(), { nil: undefined }).map((optional): JsonObject => (optional === undefined ? {} : { optional }));
const path = fc.constantFrom("a", "b", "a/b", "c/a", "c/d/e", "rules");
const item = fc.tuple(key, path).map(([of, to]): JsonObject => ({ key: of, path: to }));
const chosen = fc.option(fc.array(item, { maxLength: 3 }), { nil: undefined }).map((items): JsonObject => (items ? { items } : {}));

const variables = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom("A", "B", "MODE"), name, key, flag).map(([as, of, at, optional]) => variable(as, of, at, optional)),
    fc.constantFrom<JsonObject>({ name: "A", value: "$(MODE)-$$(MODE)-$(B)" }, { name: "B", value: "" }),
  ),
  { maxLength: 3 },
);
const environments = fc.array(
  fc
    .tuple(name, fc.constantFrom("", "P_"), flag)
    .map(([of, prefix, optional]) => everyKeyOf(of, { ...(prefix && { prefix }), ...optional })),
  { maxLength: 2 },
);
const subPath = fc.constantFrom<JsonObject>(
  ...["a", "a/b", "c", "c/d", "rules", "./rules.yaml", "..data/rules", "..data", ".", "__proto__"].map((at) => ({ subPath: at })),
  { subPathExpr: "$(A)" },
);
const mounts = fc
  .uniqueArray(fc.tuple(volumeName, fc.option(subPath, { nil: {} })), { maxLength: 3, selector: ([of]) => of })
  .map((all) => all.map(([of, at]) => mount(of, at)));
const source = fc.tuple(name, chosen, flag).map(([of, which, optional]) => [of, { ...which, ...optional }] as const);
const volumes = fc
  .tuple(...VOLUMES.map((as) => fc.array(source, { minLength: 1, maxLength: 3 }).map((sources) => [as, sources] as const)))
  .map((all) => all.map(([as, sources]) => asVolume(as, sources)));

function asVolume(as: string, [first, ...rest]: (readonly [string, JsonObject])[]): JsonObject {
  if (first && rest.length === 0) return volume(as, ...first);
  return projected(as, ...[first ?? (["omniserve", {}] as const), ...rest].map(([of, more]) => part(of, more)));
}

const bot = fc.record({ env: variables, envFrom: environments, volumeMounts: mounts });

/** Pod templates with references of every form, to a few maps with a few keys, so that they meet. */
export const randomTemplate: fc.Arbitrary<JsonObject> = fc
  .record({ bot, proxy: bot, migrate: bot, volumes })
  .map(({ bot, proxy, migrate, volumes }) =>
    podTemplate({
      initContainers: [container(migrate, "migrate"), container({ ...proxy, restartPolicy: "Always" }, "proxy")],
      containers: [container(bot)],
      volumes,
    }),
  );

const values = (value: fc.Arbitrary<string>) => fc.uniqueArray(fc.tuple(key, value), { selector: ([of]) => of });

/** Some of the maps that random templates name, each with some keys as text and others as bytes. */
export const randomMaps: fc.Arbitrary<Map<string, ConfigMap>> = fc
  .tuple(...NAMES.map(() => fc.option(fc.tuple(values(fc.string({ unit: "binary" })), values(fc.base64String())))))
  .map((contents) => new Map(contents.flatMap((content, index) => (content ? [mapOf(NAMES[index] ?? "", ...content)] : []))));

function mapOf(of: string, text: [string, string][], bytes: [string, string][]): [string, ConfigMap] {
  const data = Object.fromEntries(text);
  const binaryData = Object.fromEntries(bytes.filter(([at]) => !Object.hasOwn(data, at)));
  return [of, configMap({ name: of, uid: `uid-${of}`, data, binaryData })];
}
