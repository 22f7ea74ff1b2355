import { afterAll, beforeAll, expect, test } from "vitest";
import type { BotJson } from "@/lib/bots/schemas";
import type { ConfigMap } from "@/lib/cluster/types";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { JsonObject } from "@/lib/platform/json";
import { writes } from "../support/audit-log";
import { describeInOneNamespace } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { configure, deploy, pathOf, type Behaviour, type BotManifest } from "../support/workloads";

const GOOD = { "thresholds.yaml": "escalate_above: 0.7\n", "tone.txt": "kind\n" };
const BAD = { "thresholds.yaml": "escalate_above: 0.2\n" };

describeInOneNamespace("code and config", (target) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterAll(() => product.stop());

  /** A bot and its map, and what is told of them. */
  const botOf = (name: string, manifest: Partial<BotManifest> = {}) => {
    const map = `${name}-rules`;
    const labelled = `?labelSelector=app%3D${name}`;
    const maps = async () => {
      const { body } = await target.admin("GET", `/api/v1/namespaces/${target.namespace}/configmaps`);
      const { items } = body as unknown as {
        items: { metadata: { name: string; resourceVersion: string }; data?: Record<string, string> }[];
      };
      return items.filter(({ metadata }) => metadata.name.startsWith(map));
    };
    const template = async () => {
      const { body } = await target.admin("GET", pathOf(target.namespace, "Deployment", name));
      return (body as { spec: { template: JsonObject } }).spec.template;
    };
    const uidsOf = async (path: string, wanted: (object: JsonObject) => boolean) => {
      const { body } = await target.admin("GET", `${path}${labelled}`);
      return (body as unknown as { items: (JsonObject & { metadata: { uid: string } })[] }).items
        .filter(wanted)
        .map(({ metadata }) => metadata.uid);
    };
    const as = (wanted: (bot: BotJson) => boolean) => product.bot(name, wanted);
    return {
      map,
      maps,
      template,
      as,
      live: (version: string) => as(({ live: rollout }) => rollout?.release.version === version),
      knownGood: () => as(({ live: rollout }) => rollout?.release.standing === "known-good"),
      configure: (data: Record<string, string>) => configure(target, map, data),
      deploy: (version: string, behaviour: Behaviour = "ready") =>
        deploy(target, { replicas: 1, ...manifest, name, config: [map], version, behaviour }),
      /** What the bot's pods see now, by the templates and maps in the cluster. */
      seen: async () => {
        const all = (await maps()).map(({ metadata, data }) => [metadata.name, { data: data ?? {}, binaryData: {} }] as const);
        return whatPodsSee(await template(), new Map(all) as unknown as ReadonlyMap<string, ConfigMap>);
      },
      readyPods: () => uidsOf(`/api/v1/namespaces/${target.namespace}/pods`, isReady),
      replicaSets: () => uidsOf(`/apis/apps/v1/namespaces/${target.namespace}/replicasets`, () => true),
      copiesMade: () =>
        writes(target.cluster.auditLog, { verb: "create", namespace: target.namespace }).filter(
          (write) => ours(write) && JSON.stringify(write.requestObject).includes(`"${map}-lg-`),
        ),
    };
  };
  const recovered = (id: string) => product.rollback(id, ({ phase }) => phase === "recovered");

  test.concurrent("an edit in place is a release of its own, and goes back without touching anybody's map", async () => {
    const bot = botOf("edited");
    await bot.configure(GOOD);
    await bot.deploy("1.1.0");
    await bot.knownGood();
    const before = await bot.seen();
    await bot.configure(BAD);
    const { id, live: rollout } = await bot.live("1.1.0+config.2");
    expect(rollout).toMatchObject({ change: "config", configMaps: [bot.map], broughtBy: { manager: "ci-config" } });

    const edited = (await bot.maps()).find(({ metadata }) => metadata.name === bot.map);
    const run = await recovered(await product.click(id));
    expect(run).toMatchObject({ to: { version: "1.1.0" } });
    expect(run.steps.map(({ name }) => name)).toContain("config-copied");
    expect(await bot.seen()).toEqual(before);
    expect((await bot.maps()).find(({ metadata }) => metadata.name === bot.map)).toEqual(edited);
    expect(bot.copiesMade()).toHaveLength(1);

    const again = await bot.live("1.1.0");
    expect(again.live).toMatchObject({ rollbackId: run.id, release: { standing: "known-good" } });
    const undo = await recovered(await product.click(id, run.from.id));
    expect(undo.to.version).toBe("1.1.0+config.2");
    expect(JSON.stringify(await bot.template())).not.toContain("-lg-");
  });

  test.concurrent("come together when both changed, in whatever order the pipeline applied them", async () => {
    const bot = botOf("both");
    await bot.configure(GOOD);
    await bot.deploy("1.1.0");
    await bot.knownGood();
    const before = await bot.seen();
    await bot.configure(BAD);
    await bot.live("1.1.0+config.2");
    await bot.deploy("1.2.0");
    const { id } = await bot.live("1.2.0");
    const releases = await product.database.db.release.findMany({ where: { botId: id }, orderBy: { firstSeenAt: "asc" } });
    expect(releases.map(({ version }) => version)).toEqual(["1.1.0", "1.2.0"]);

    await recovered(await product.click(id));
    expect(await bot.seen()).toEqual(before);
  });

  test.concurrent(
    "of a release that half rolled out: unchanged config is not copied, and the pods that were never replaced stay",
    async () => {
      const bot = botOf("half", { replicas: 3 });
      await bot.configure(GOOD);
      await bot.deploy("1.1.0");
      await bot.knownGood();
      const healthy = await bot.readyPods();
      await bot.deploy("1.2.0", "crash");
      const { id } = await bot.as(({ live: rollout, sight }) => rollout?.release.version === "1.2.0" && sight.total > 3);
      const kept = (await bot.readyPods()).filter((uid) => healthy.includes(uid));
      expect(kept.length).toBeGreaterThan(0);
      await recovered(await product.click(id));
      expect(await bot.readyPods()).toEqual(expect.arrayContaining(kept));
      expect(await bot.replicaSets()).toHaveLength(2);
    },
  );

  test.concurrent("whose map is as it was are switched without a copy", async () => {
    const bot = botOf("switched");
    await bot.configure(GOOD);
    await bot.deploy("1.1.0");
    await bot.knownGood();
    const before = await bot.template();
    await bot.deploy("1.2.0", "crash");
    const { id } = await bot.live("1.2.0");
    expect((await planRollback({ ctx: product.ctx(), input: { botId: id } })).copies).toEqual([]);
    await recovered(await product.click(id));
    expect(await bot.template()).toEqual(before);
    expect((await bot.maps()).map(({ metadata }) => metadata.name)).toEqual([bot.map]);
  });
});

function isReady({ status }: JsonObject): boolean {
  const text = JSON.stringify(status);
  return text.includes('"type":"Ready","status":"True"') || /"status":"True"[^}]*"type":"Ready"/.test(text);
}

function ours({ requestURI }: { requestURI: string }): boolean {
  return requestURI.includes("/configmaps") && requestURI.includes("fieldManager=lastgood") && !requestURI.includes("dryRun");
}
