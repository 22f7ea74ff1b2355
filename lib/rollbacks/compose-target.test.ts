import { describe, expect, test } from "vitest";
import type { ConfigFile, ConfigMapState } from "@/lib/bots/config/types";
import { container, everyKeyOf, mount, podTemplate, variable, volume } from "@/lib/bots/config/testing/pod-template";
import type { JsonObject } from "@/lib/platform/json";
import { composeTarget } from "./compose-target";
import { planCopies } from "./plan-copies";
import type { Choice } from "./schemas";

const file = (key: string, hash: string): ConfigFile => ({ key, kind: "text", hash, size: 1 });
const holds = (name: string, ...files: [key: string, hash: string][]): ConfigMapState => ({
  name,
  state: "recorded",
  files: files.map(([key, hash]) => file(key, hash)),
});
const missing = (name: string): ConfigMapState => ({ name, state: "missing" });

const whole = (...maps: string[]) => podTemplate({ containers: [container({ envFrom: maps.map((map) => everyKeyOf(map)) })] });
const oneKey = (map: string, key: string) => podTemplate({ containers: [container({ env: [variable("A", map, key)] })] });
const seesNothing = podTemplate({
  containers: [container({ volumeMounts: [mount("rules", { subPath: "no/such/file" })] })],
  volumes: [volume("rules", "rules")],
});

type Given = { template: JsonObject; config: ConfigMapState[] };
/** `inCluster`: what the composed template would see of the originals. */
function come(choice: Choice, live: Given, target: Given, inCluster: ConfigMapState[]) {
  const { copies, config } = planCopies(composeTarget(choice, live, target), inCluster, new Map());
  return { copied: copies.map(({ of }) => of), config };
}

describe("a copy that runs", () => {
  const [restored, bad] = [holds("rules", ["threshold", "0.7"]), holds("rules", ["threshold", "0.2"])];

  test("is the config that stays when only code comes back, not what its original holds by now", () => {
    const target = { template: whole("rules"), config: [holds("rules", ["threshold", "0.5"])] };
    expect(come("code", { template: whole("rules"), config: [restored] }, target, [bad])).toEqual({
      copied: ["rules"],
      config: [restored],
    });
  });

  test("stays too when only config comes back and the target does not refer to its map", () => {
    const live = { template: whole("rules", "tone"), config: [restored, holds("tone", ["tone", "harsh"])] };
    const target = { template: whole("tone"), config: [holds("tone", ["tone", "kind"])] };
    expect(come("config", live, target, [bad, holds("tone", ["tone", "harsh"])]).config).toEqual([
      restored,
      holds("tone", ["tone", "kind"]),
    ]);
  });

  test("knows nothing of keys that its pods could not see: those are as the original holds them", () => {
    const live = { template: oneKey("rules", "threshold"), config: [restored] };
    const target = { template: whole("rules"), config: [holds("rules", ["more", "then"], ["threshold", "0.5"])] };
    const original = holds("rules", ["more", "now"], ["threshold", "0.2"]);
    expect(come("code", live, target, [original]).config).toEqual([holds("rules", ["more", "now"], ["threshold", "0.7"])]);
  });
});

describe("a map that pods see nothing of", () => {
  test("is there again, empty, where they cannot start without it", () => {
    const target = { template: seesNothing, config: [holds("rules")] };
    const gone = [missing("rules")];
    expect(come("code-and-config", { template: whole(), config: [] }, target, gone)).toEqual({
      copied: ["rules"],
      config: [holds("rules")],
    });
  });

  test("is referred to as it is while it is there, whatever it holds", () => {
    const target = { template: seesNothing, config: [holds("rules")] };
    expect(come("code-and-config", { template: whole(), config: [] }, target, [holds("rules")]).copied).toEqual([]);
  });
});

test("a binary under a key that pods read into their environment is nothing that they see", () => {
  const binary: ConfigMapState = { name: "rules", state: "recorded", files: [{ key: "model", kind: "binary", hash: "1", size: 1 }] };
  const files = podTemplate({ containers: [container({ volumeMounts: [mount("rules")] })], volumes: [volume("rules", "rules")] });
  const live = { template: oneKey("rules", "model"), config: [holds("rules")] };
  expect(come("config", live, { template: files, config: [binary] }, [holds("rules")]).config).toEqual([holds("rules")]);
});

test("a key that the target could not see stays as it is, also where it could have seen a text under that name", () => {
  const files = podTemplate({ containers: [container({ volumeMounts: [mount("rules")] })], volumes: [volume("rules", "rules")] });
  const binary: ConfigMapState = { name: "rules", state: "recorded", files: [{ key: "model", kind: "binary", hash: "1", size: 1 }] };
  const target = { template: oneKey("rules", "model"), config: [holds("rules")] };
  expect(come("config", { template: files, config: [binary] }, target, [binary])).toEqual({ copied: [], config: [binary] });
});
