import { afterEach, beforeEach, expect, test } from "vitest";
import type { ConfigMap } from "@/lib/cluster/types";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import { whatPodsSee } from "@/lib/bots/config/testing/what-pods-see";
import type { JsonObject } from "@/lib/platform/json";
import { writes } from "../support/audit-log";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { configure, deploy, pathOf, type BotManifest } from "../support/workloads";

const GOOD = { "thresholds.yaml": "escalate_above: 0.7\n", "tone.txt": "kind\n" };
const BAD = { "thresholds.yaml": "escalate_above: 0.2\n" };

describeOnEachCluster("code and config", (target) => {
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  const bot: Partial<BotManifest> = { replicas: 1, config: ["omni-rules"] };
  const live = (version: string) => product.bot("omniserve", ({ live: rollout }) => rollout?.release.version === version);
  const knownGood = () => product.bot("omniserve", ({ live: rollout }) => rollout?.release.standing === "known-good");
  const maps = async () => {
    const { body } = await target.admin("GET", `/api/v1/namespaces/${target.namespace}/configmaps`);
    return (body as unknown as { items: { metadata: { name: string; resourceVersion: string }; data?: Record<string, string> }[] }).items;
  };
  const template = async () => {
    const { body } = await target.admin("GET", pathOf(target.namespace, "Deployment", "omniserve"));
    return (body as { spec: { template: JsonObject } }).spec.template;
  };
  /** What the bot's pods see now, by the templates and maps in the cluster. */
  const seen = async () => {
    const all = (await maps()).map(({ metadata, data }) => [metadata.name, { data: data ?? {}, binaryData: {} }] as const);
    return whatPodsSee(await template(), new Map(all) as unknown as ReadonlyMap<string, ConfigMap>);
  };
  const uidsOf = async (path: string, wanted: (object: JsonObject) => boolean) => {
    const { body } = await target.admin("GET", path);
    return (body as unknown as { items: (JsonObject & { metadata: { uid: string } })[] }).items
      .filter(wanted)
      .map(({ metadata }) => metadata.uid);
  };
  const isReady = ({ status }: JsonObject) =>
    JSON.stringify(status).includes('"type":"Ready","status":"True"') || /"status":"True"[^}]*"type":"Ready"/.test(JSON.stringify(status));
  const readyPods = () => uidsOf(`/api/v1/namespaces/${target.namespace}/pods`, isReady);
  const replicaSets = () => uidsOf(`/apis/apps/v1/namespaces/${target.namespace}/replicasets`, () => true);
  const recovered = (id: string) => product.rollback(id, ({ phase }) => phase === "recovered");

  test("an edit in place is a release of its own, and goes back without touching anybody's map", async () => {
    await configure(target, "omni-rules", GOOD);
    await deploy(target, { ...bot, version: "1.1.0" });
    await knownGood();
    const before = await seen();
    await configure(target, "omni-rules", BAD);
    const { id, live: rollout } = await live("1.1.0+config.2");
    expect(rollout).toMatchObject({ change: "config", configMaps: ["omni-rules"], broughtBy: { manager: "ci-config" } });

    const edited = (await maps()).find(({ metadata }) => metadata.name === "omni-rules");
    const run = await recovered(await product.click(id));
    expect(run).toMatchObject({ to: { version: "1.1.0" } });
    expect(run.steps.map(({ name }) => name)).toContain("config-copied");
    expect(await seen()).toEqual(before);
    expect((await maps()).find(({ metadata }) => metadata.name === "omni-rules")).toEqual(edited);
    expect(writes(target.cluster.auditLog, { verb: "create", namespace: target.namespace }).filter(ours)).toHaveLength(1);

    const again = await live("1.1.0");
    expect(again.live).toMatchObject({ rollbackId: run.id, release: { standing: "known-good" } });
    const undo = await recovered(await product.click(id, run.from.id));
    expect(undo.to.version).toBe("1.1.0+config.2");
    expect(JSON.stringify(await template())).not.toContain("-lg-");
  });

  test("come together when both changed, in whatever order the pipeline applied them", async () => {
    await configure(target, "omni-rules", GOOD);
    await deploy(target, { ...bot, version: "1.1.0" });
    await knownGood();
    const before = await seen();
    await configure(target, "omni-rules", BAD);
    await live("1.1.0+config.2");
    await deploy(target, { ...bot, version: "1.2.0" });
    const { id } = await live("1.2.0");
    const releases = await product.database.db.release.findMany({ orderBy: { firstSeenAt: "asc" } });
    expect(releases.map(({ version }) => version)).toEqual(["1.1.0", "1.2.0"]);

    await recovered(await product.click(id));
    expect(await seen()).toEqual(before);
  });

  test("of a release that half rolled out: unchanged config is not copied, and the pods that were never replaced stay", async () => {
    await configure(target, "omni-rules", GOOD);
    await deploy(target, { ...bot, replicas: 3, version: "1.1.0" });
    await knownGood();
    const healthy = await readyPods();
    await deploy(target, { ...bot, replicas: 3, version: "1.2.0", behaviour: "crash" });
    const { id } = await product.bot("omniserve", ({ live: rollout, sight }) => rollout?.release.version === "1.2.0" && sight.total > 3);
    const kept = (await readyPods()).filter((uid) => healthy.includes(uid));
    expect(kept.length).toBeGreaterThan(0);
    await recovered(await product.click(id));
    expect(await readyPods()).toEqual(expect.arrayContaining(kept));
    expect(await replicaSets()).toHaveLength(2);
  });

  test("whose map is as it was are switched without a copy", async () => {
    await configure(target, "omni-rules", GOOD);
    await deploy(target, { ...bot, version: "1.1.0" });
    await knownGood();
    const before = await template();
    await deploy(target, { ...bot, version: "1.2.0", behaviour: "crash" });
    const { id } = await live("1.2.0");
    expect((await planRollback({ ctx: product.ctx(), input: { botId: id } })).copies).toEqual([]);
    await recovered(await product.click(id));
    expect(await template()).toEqual(before);
    expect((await maps()).map(({ metadata }) => metadata.name).filter((name) => name !== "kube-root-ca.crt")).toEqual(["omni-rules"]);
  });
});

function ours({ requestURI }: { requestURI: string }): boolean {
  return requestURI.includes("/configmaps") && requestURI.includes("fieldManager=lastgood") && !requestURI.includes("dryRun");
}
