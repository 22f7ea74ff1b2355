import { afterEach, beforeEach, expect, test } from "vitest";
import { confirmRollback } from "@/lib/rollbacks/confirm-rollback";
import { driveToAccepted } from "@/lib/rollbacks/drive-to-accepted";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { JsonObject } from "@/lib/platform/json";
import { describeOnEachCluster } from "../support/clusters";
import { writes } from "../support/audit-log";
import { startProduct, type Product } from "../support/product";
import { deploy, pathOf, type BotManifest } from "../support/workloads";

type Bot = Partial<BotManifest> & { name: string };
const MERGE = "application/merge-patch+json";

describeOnEachCluster("a rollback of a Deployment", (target) => {
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  const where = (name: string) => pathOf(target.namespace, "Deployment", name);
  const spec = async (name: string) => ((await target.admin("GET", where(name))).body as { spec: JsonObject }).spec;
  const patch = (name: string, change: JsonObject) => target.admin("PATCH", where(name), { spec: change }, MERGE);
  const podsOf = async (name: string) => {
    const all = `/api/v1/namespaces/${target.namespace}/pods?labelSelector=app%3D${name}`;
    return ((await target.admin("GET", all)).body as { items: { spec: { containers: { image: string }[] } }[] }).items;
  };
  const recovered = (id: string) => product.rollback(id, ({ phase }) => phase === "recovered");

  async function broken(bot: Bot) {
    await deploy(target, { ...bot, version: "1.1.0", behaviour: "ready" });
    await product.bot(bot.name, ({ live }) => live?.release.standing === "known-good");
    await deploy(target, { behaviour: "crash", ...bot, version: "1.2.0" });
    return product.bot(bot.name, ({ live, verdict }) => live?.release.version === "1.2.0" && verdict !== "unknown");
  }

  test("comes back in its own way: paused, one that runs once, one that is scaled all the time", async () => {
    await Promise.all([
      paused({ name: "paused" }),
      once({ name: "once", replicas: 1, behaviour: "ready" }),
      scaled({ name: "scaled", replicas: 2 }),
    ]);
  });

  /** Its pause ends with the one write that brings the release. */
  async function paused(bot: Bot) {
    const { id: botId } = await broken(bot);
    await patch(bot.name, { paused: true });
    const ctx = product.ctx();
    const refused = await planRollback({ ctx, input: { botId } });
    expect(refused.guards.find(({ name }) => name === "paused")).toMatchObject({
      outcome: "block",
      sentence: expect.stringContaining("rollout resume") as string,
    });
    const { id: planId, guards } = await planRollback({ ctx, input: { botId, resume: true } });
    expect(guards.filter(({ outcome }) => outcome === "block" || outcome === "unknown")).toEqual([]);
    const confirmation = await confirmRollback({ ctx, input: { planId } });
    if (confirmation.kind !== "started") throw new Error(`it is ${confirmation.kind}`);
    await driveToAccepted({ ctx, run: confirmation.run, seen: confirmation.live });
    await recovered(confirmation.rollbackId);
    expect((await spec(bot.name)).paused ?? false).toBe(false);
    const ours = writes(target.cluster.auditLog, { verb: "patch", namespace: target.namespace, name: bot.name }).filter(
      ({ requestURI, requestObject }) =>
        requestURI.includes("fieldManager=lastgood") && !requestURI.includes("dryRun") && JSON.stringify(requestObject).includes("/spec/"),
    );
    expect(ours).toHaveLength(1);
  }

  /** Its old pod takes long to stop: two of it would be an outage of its own. */
  async function once(bot: Bot) {
    const { id: botId } = await broken({ ...bot, stopMs: 3_000 });
    const id = await product.click(botId);
    await product.rollback(id, ({ sentence }) => sentence === "All pods run 1.1.0. 1 old pod is leaving.");
    await recovered(id);
    const images = (await podsOf(bot.name)).map((pod) => pod.spec.containers[0]?.image);
    expect(images).toEqual(["omniserve:1.1.0"]);
  }

  /** An autoscaler that cannot make up its mind; how many there are to be is never written by a rollback. */
  async function scaled(bot: Bot) {
    const { id: botId } = await broken(bot);
    const stop = new AbortController();
    let replicas = 2;
    const scaling = (async () => {
      while (!stop.signal.aborted) {
        replicas = replicas === 2 ? 3 : 2;
        await patch(bot.name, { replicas });
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    })();
    try {
      await recovered(await product.click(botId));
    } finally {
      stop.abort();
      await scaling;
    }
    expect((await spec(bot.name)).replicas).toBe(replicas);
  }
});
