import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/platform/json";
import { diffTemplates } from "./diff-templates";

const bot = (container: JsonObject, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  metadata,
  spec: { containers: [{ name: "bot", image: "omniserve:1.2.0", ...container }], ...spec },
});
const lines = (from: JsonObject, to: JsonObject) =>
  diffTemplates(from, to).groups.flatMap(({ title, lines: all }) => all.map((line) => [title, line.what, line.key, line.from, line.to]));

describe("the diff of two templates", () => {
  test("is empty for equal ones, whatever the order of keys and containers", () => {
    const one: JsonObject = {
      spec: {
        containers: [
          { name: "a", image: "a:1" },
          { image: "b:1", name: "b" },
        ],
      },
    };
    const other: JsonObject = {
      spec: {
        containers: [
          { name: "b", image: "b:1" },
          { name: "a", image: "a:1" },
        ],
      },
    };
    expect(diffTemplates(one, other).groups).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject, unknown[]]>([
    ["image", {}, { image: "omniserve:1.1.0" }, ["container bot", "image", "image", "omniserve:1.2.0", "omniserve:1.1.0"]],
    [
      "an image's digest apart from its tag",
      { image: "omniserve:1.2.0@sha256:ab" },
      { image: "omniserve:1.2.0@sha256:77" },
      ["container bot", "image", "digest", "sha256:ab", "sha256:77"],
    ],
    ["a digest that comes", {}, { image: "omniserve:1.2.0@sha256:77" }, ["container bot", "image", "digest", null, "sha256:77"]],
    ["a variable that goes", { env: [{ name: "MODE", value: "strict" }] }, {}, ["container bot", "env", "MODE", "strict", null]],
    [
      "a variable from a ConfigMap",
      {},
      { env: [{ name: "TONE", valueFrom: { configMapKeyRef: { name: "rules", key: "tone" } } }] },
      ["container bot", "env", "TONE", null, "from ConfigMap rules, key tone"],
    ],
    [
      "a memory limit",
      { resources: { limits: { memory: "2Gi" } } },
      { resources: { limits: { memory: "768Mi" } } },
      ["container bot", "resources", "limits.memory", "2Gi", "768Mi"],
    ],
    [
      "a probe",
      { readinessProbe: { httpGet: { path: "/ready", port: 80 } } },
      { readinessProbe: { httpGet: { path: "/health", port: 80 } } },
      ["container bot", "probe", "readiness.httpGet.path", "/ready", "/health"],
    ],
    ["arguments", { args: ["--fast"] }, { args: ["--safe"] }, ["container bot", "command", "args", '["--fast"]', '["--safe"]']],
    ["a field nobody has heard of", { futureField: 1 }, { futureField: 2 }, ["container bot", "other", "futureField", "1", "2"]],
  ])("names %s", (_, from, to, expected) => {
    expect(lines(bot(from), bot(to))).toEqual([expected]);
  });

  test("names volumes, labels and what else belongs to the pod", () => {
    const from = bot(
      {},
      { volumes: [{ name: "rules", configMap: { name: "rules-1" } }] },
      { labels: { tier: "a", "pod-template-hash": "x" } },
    );
    const to = bot(
      {},
      { volumes: [{ name: "rules", configMap: { name: "rules-2" } }], priorityClassName: "high" },
      { labels: { tier: "b" } },
    );
    expect(lines(from, to)).toEqual([
      ["pod", "volume", "rules configMap.name", "rules-1", "rules-2"],
      ["pod", "label", "tier", "a", "b"],
      ["pod", "other", "priorityClassName", null, "high"],
    ]);
  });

  test("shows a container that comes and one that goes", () => {
    const sidecar = {
      spec: {
        containers: [
          { name: "bot", image: "omniserve:1.2.0" },
          { name: "proxy", image: "proxy:2" },
        ],
      },
    };
    expect(lines(sidecar, bot({}))).toEqual([["container proxy", "image", "image", "proxy:2", null]]);
  });

  test("does not count a restart", () => {
    const restarted = bot({}, {}, { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-31" } });
    expect(diffTemplates(bot({}), restarted).groups).toEqual([]);
  });

  test("hides what looks like a credential, in lines and in the raw text, and still says that it differs", () => {
    const secret = (value: string) =>
      bot({
        env: [
          { name: "BOT_TOKEN", value },
          { name: "DB", value: `postgres://bot:${value}@db/bot` },
        ],
      });
    const diff = diffTemplates(secret("hunter-one"), secret("hunter-two"));
    expect(JSON.stringify(diff)).not.toContain("hunter");
    expect(diff.groups[0]?.lines).toHaveLength(2);
    expect(diff.groups[0]?.lines[0]).toMatchObject({ key: "BOT_TOKEN", from: "••••••", to: "•••••• (another value)" });
  });

  test.each<[string, JsonObject, JsonObject?, JsonObject?]>([
    ["an argument", { args: ["--token", "hunter"] }],
    ["a command", { command: ["sh", "-c", "exec bot --password=hunter"] }],
    ["a header of a probe", { readinessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: "Bearer hunter" }] } } }],
    ["an annotation, by its name", {}, {}, { annotations: { "example.com/token": "hunter" } }],
    ["an annotation, by its form", {}, {}, { annotations: { note: "see https://bot:hunter@db" } }],
    ["a volume", {}, { volumes: [{ name: "v", csi: { volumeAttributes: { password: "hunter" } } }] }],
    ["a variable in an image's name", { image: "registry/omniserve?token=hunter" }],
  ])("hides a credential in %s", (_, container, spec, metadata) => {
    const diff = diffTemplates(bot({ image: "x" }), bot(container, spec, metadata));
    expect(diff.groups).not.toEqual([]);
    expect(JSON.stringify(diff)).not.toContain("hunter");
  });

  test("stays small and quick for templates of 1 MiB", () => {
    const big = (tag: string) => bot({ env: Array.from({ length: 2_000 }, (_, i) => ({ name: `V${i}`, value: tag.repeat(256) })) });
    const diff = diffTemplates(big("a"), big("bb"));
    expect(diff.groups[0]?.lines).toHaveLength(501);
    expect(diff.groups[0]?.lines.at(-1)?.to).toBe("1500 more lines differ");
    expect(JSON.stringify(diff).length).toBeLessThan(800_000);
  });
});
