import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfigDrift } from "@/lib/rollbacks/read-config-drift";
import type { ConfigDrift } from "@/lib/rollbacks/schemas";
import { assets, describeInOneNamespace } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { manifest, pathOf } from "../support/workloads";
import type { JsonObject } from "@/lib/platform/json";

const SEEN = ["thresholds.yaml", "tone.txt", "model.bin", "moved", "added.txt"];
/** What a shell, JSON, YAML and JSONPath could each stumble over. */
const ODD = `it's "quoted" \\ $HOME \`date\` {.data} {{.}} <b>&amp;</b>\n\ttab · é 🤖 \u2028 end\n`;
const FORMER = {
  data: { "thresholds.yaml": "escalate_above: 0.7\n", "tone.txt": ODD, moved: "text", "not-ours.txt": "theirs" },
  binaryData: { "model.bin": Buffer.from([0, 255, 254, 39, 34]).toString("base64") },
};
const EDITED = {
  data: {
    "thresholds.yaml": "escalate_above: 0.2\n",
    "tone.txt": "rude",
    moved: null,
    "added.txt": "more",
    "not-ours.txt": "theirs, newer",
  },
  binaryData: { "model.bin": Buffer.from("worse").toString("base64"), moved: Buffer.from("bytes").toString("base64") },
};

describe.skipIf(assets === undefined)("the next ordinary deploy", () => {
  describeInOneNamespace("after a rollback of config", (target) => {
    let product: Product;
    const at = () => `/api/v1/namespaces/${target.namespace}/configmaps`;
    const mapOf = (name: string) => `${name}-rules`;
    const original = async (name: string) => {
      const { status, body } = await target.admin("GET", `${at()}/${mapOf(name)}`);
      const { data, binaryData } = body as { data?: object; binaryData?: object };
      return status === 404 ? null : { data, binaryData };
    };
    const drift = async (botId: string) => (await readConfigDrift({ ctx: product.ctx(), input: { botId } })).items;
    const shell = async ({ command }: ConfigDrift, sh = "sh") => {
      const env = { ...process.env, KUBECONFIG: target.cluster.kubeconfig, PATH: `${assets}${path.delimiter}${process.env.PATH}` };
      return (await promisify(execFile)(sh, ["-c", command ?? "exit 1"], { env })).stdout;
    };
    /** Breaks the bot by an edit in place, and goes back. */
    const restored = async (name: string, former: object, edited: object) => {
      await target.admin("POST", at(), { metadata: { name: mapOf(name) }, ...former });
      await target.admin("POST", pathOf(target.namespace, "Deployment"), deployment(name, mapOf(name)));
      await product.bot(name, ({ live }) => live?.release.standing === "known-good");
      await target.admin("PATCH", `${at()}/${mapOf(name)}`, edited, "application/merge-patch+json");
      const { id } = await product.bot(name, ({ live }) => live?.change === "config");
      expect(await drift(id)).toEqual([]);
      await product.rollback(await product.click(id), ({ phase }) => phase === "recovered");
      return id;
    };

    beforeAll(async () => {
      product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
    });
    afterAll(() => product.stop());

    test.concurrent(
      "brings the edit back, unless the command that is offered is run: it prints nothing, and leaves what is not this bot's",
      async () => {
        const botId = await restored("edited", FORMER, EDITED);
        const [item, ...others] = await drift(botId);
        expect(others).toEqual([]);
        expect(item).toMatchObject({ name: mapOf("edited"), copy: expect.stringMatching(/^edited-rules-lg-/), differs: true, note: null });
        expect(item?.diff.map(({ key }) => key).sort()).toEqual(["added.txt", "model.bin", "moved", "thresholds.yaml", "tone.txt"]);
        for (const secret of ["0.7", "rude", "it's"]) expect(item?.command).not.toContain(secret);

        const said = await shell(item!, "sh");
        expect(said).toBe(`configmap/${mapOf("edited")} patched\n`.repeat(2));
        expect(await original("edited")).toEqual({
          data: { ...FORMER.data, "not-ours.txt": "theirs, newer" },
          binaryData: FORMER.binaryData,
        });
        expect(await drift(botId)).toMatchObject([{ name: mapOf("edited"), differs: false, diff: [], command: null, note: null }]);
      },
    );

    test.concurrent("could not start its pods where the original is gone: the command makes it again", async () => {
      const botId = await restored("gone", FORMER, EDITED);
      await target.admin("DELETE", `${at()}/${mapOf("gone")}`);
      const [item] = await drift(botId);
      expect(item).toMatchObject({ differs: true, note: expect.stringContaining("not in the cluster any more") });
      expect(await shell(item!)).toBe(`configmap/${mapOf("gone")} created\n`);
      const { "not-ours.txt": _, ...ours } = FORMER.data;
      expect(await original("gone")).toEqual({ data: ours, binaryData: FORMER.binaryData });
      expect(await drift(botId)).toMatchObject([{ differs: false }]);
    });

    test.concurrent("of a map nearly as large as Kubernetes takes is put right too", async () => {
      const large = { data: { "tone.txt": "a line's <text>\n".repeat(55_000) } };
      const botId = await restored("large", large, { data: { "tone.txt": "short" } });
      const [item] = await drift(botId);
      expect(item?.differs).toBe(true);
      await shell(item!, "bash");
      expect(await original("large")).toEqual(large);
    });
  });
});

/** A bot, whose pods see these keys of the map and no others. */
function deployment(name: string, map: string): JsonObject {
  const bot = manifest({ name, version: "1.1.0", replicas: 1, config: [map] });
  const { template } = bot.spec as { template: { spec: JsonObject } };
  const items = SEEN.map((key) => ({ key, path: key }));
  template.spec.volumes = [{ name: map, configMap: { name: map, items, optional: true } }];
  return bot;
}
