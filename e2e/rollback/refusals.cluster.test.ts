import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { releaseContent } from "@/lib/bots/release-content";
import type { BotJson } from "@/lib/bots/schemas";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { Guard } from "@/lib/rollbacks/schemas";
import { clusterUsers } from "../support/cluster-users";
import { describeInOneNamespace, describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { configure, deploy } from "../support/workloads";

const isAbout = (name: string) => (guard: Guard) => guard.name === name;

describeInOneNamespace("a cluster that says no", (target) => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterAll(() => product.stop());

  async function twoReleases(name: string, { bot }: Product = product) {
    await deploy(target, { name, replicas: 1, version: "1.1.0" });
    await bot(name, ({ live }) => live?.release.standing === "known-good");
    await deploy(target, { name, replicas: 1, version: "1.2.0" });
    return bot(name, ({ live }) => live?.release.version === "1.2.0");
  }
  const guard = async (botId: string, name: string, { ctx }: Product = product) =>
    (await planRollback({ ctx: ctx(), input: { botId } })).guards.find(isAbout(name));

  test.concurrent("because Lastgood's account may not patch: the plan blocks and names the right", async () => {
    const kubeconfig = path.join(path.dirname(target.cluster.kubeconfig), `${target.cluster.name}-viewer.kubeconfig`);
    writeFileSync(
      kubeconfig,
      readFileSync(target.cluster.kubeconfig, "utf8").replaceAll(target.cluster.adminToken, clusterUsers.viewer.token),
      { mode: 0o600 },
    );
    const viewing = await startProduct({ kubeconfig, namespace: target.namespace });
    try {
      const bot = await twoReleases("viewed", viewing);
      expect(await guard(bot.id, "permission", viewing)).toMatchObject({
        outcome: "block",
        sentence: expect.stringContaining("patch deployments.apps") as string,
      });
      await expect(viewing.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
    } finally {
      await viewing.stop();
    }
  });

  test.concurrent("because the release became invalid: the dry run blocks with the cluster's words", async () => {
    const bot = await twoReleases("invalid");
    const good = await product.database.db.release.findFirstOrThrow({ where: { version: "1.1.0", botId: bot.id } });
    const { template } = await releaseContent(product.ctx(), good.id);
    const broken = JSON.stringify(template).replace('"image":"omniserve:1.1.0"', '"image":""');
    const [address = ""] = await product.ctx().vault.keep(product.ctx(), [broken]);
    await product.database.db.release.update({ where: { id: good.id }, data: { template: address } });
    expect(await guard(bot.id, "dry-run")).toMatchObject({ outcome: "block", sentence: expect.stringContaining("image") as string });
    await expect(product.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
  });

  // It has no quota and no webhooks.
  if (target.cluster.name === "practice") return;

  test.concurrent("X15 because a quota has no room for a copy: the plan blocks with its words, until the quota is lifted", async () => {
    const name = "copied";
    const config = ["copied-rules"];
    await configure(target, "copied-rules", { threshold: "0.7" });
    await deploy(target, { name, version: "1.1.0", config });
    await product.bot(name, ({ live }) => live?.release.standing === "known-good");
    await configure(target, "copied-rules", { threshold: "0.2" });
    const bot = await product.bot(name, ({ live }) => live?.release.version === "1.1.0+config.2");
    const copies = async () => (await planRollback({ ctx: product.ctx(), input: { botId: bot.id } })).guards.filter(isAbout("copies"));
    expect(await copies()).toEqual([]);

    const quotas = `/api/v1/namespaces/${target.namespace}/resourcequotas`;
    await target.admin("POST", quotas, { metadata: { name: "maps" }, spec: { hard: { "count/configmaps": "1" } } });
    await waitUntil("the quota", async () => (await copies()).length > 0, 30_000);
    expect(await copies()).toEqual([
      {
        name: "copies",
        outcome: "block",
        sentence: expect.stringMatching(/copy ConfigMap copied-rules: .* exceeded quota: maps, .*Have the quota raised/) as string,
      },
    ]);
    await expect(product.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
    expect(await product.database.db.rollback.count({ where: { botId: bot.id } })).toBe(0);
    const { body } = await target.admin("GET", `/api/v1/namespaces/${target.namespace}/configmaps`);
    expect(JSON.stringify(body)).not.toContain("copied-rules-lg-");

    await target.admin("DELETE", `${quotas}/maps`);
    await waitUntil("the end of the quota", async () => (await copies()).length === 0, 30_000);
    await product.rollback(await product.click(bot.id), ({ phase }) => phase === "recovered");
  });

  test.concurrent("X15 because a webhook denies it: the plan blocks with its words", async () => {
    const bot = await twoReleases("denied");
    const name = `deny-${target.namespace}`;
    const hooks = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    await target.admin("POST", hooks, {
      metadata: { name },
      webhooks: [
        {
          name: "guard.example.com",
          clientConfig: { url: "https://127.0.0.1:1/nobody" },
          rules: [{ apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments"] }],
          // Nobody else's here.
          matchConditions: [{ name: "this-bot", expression: "object.metadata.name == 'denied'" }],
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": target.namespace } },
          failurePolicy: "Fail",
          sideEffects: "None",
          admissionReviewVersions: ["v1"],
          timeoutSeconds: 1,
        },
      ],
    });
    try {
      await waitUntil(
        "the webhook's refusal",
        async () => {
          const { outcome, sentence } = (await guard(bot.id, "dry-run")) ?? {};
          return outcome === "block" && sentence?.includes("guard.example.com");
        },
        30_000,
      );
    } finally {
      await target.admin("DELETE", `${hooks}/${name}`);
    }
  });
});

describeOnEachCluster(
  "X15 a cluster that lets nothing start",
  (target) => {
    let product: Product;
    beforeEach(async () => {
      product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
    });
    afterEach(() => product.stop());

    test("because of a quota: the run of a Deployment, a StatefulSet and a DaemonSet says so while it follows", async () => {
      const kinds = ["Deployment", "StatefulSet", "DaemonSet"] as const;
      const nameOf = (kind: string) => `a-${kind.toLowerCase()}`;
      const deployed = (version: string, wanted: (bot: BotJson) => boolean) =>
        Promise.all(
          kinds.map(async (kind) => {
            const spec = kind === "StatefulSet" ? { podManagementPolicy: "Parallel" } : {};
            await deploy(target, { kind, name: nameOf(kind), version, replicas: 1, spec });
            return product.bot(nameOf(kind), wanted);
          }),
        );
      await deployed("1.1.0", ({ live }) => live?.release.standing === "known-good");
      const bots = await deployed("1.2.0", ({ live, verdict }) => live?.release.version === "1.2.0" && verdict === "healthy");
      await target.admin("POST", `/api/v1/namespaces/${target.namespace}/resourcequotas`, {
        metadata: { name: "none" },
        spec: { hard: { pods: "0" } },
      });
      await Promise.all(
        bots.map(async ({ id: botId }) => {
          const id = await product.click(botId);
          const { sentence } = await product.rollback(id, (run) => run.sentence.includes("exceeded quota"));
          expect(sentence).toContain("The cluster refuses to create pods");
        }),
      );
    });
  },
  // The practice cluster has no quota.
  ({ name }) => name === "real",
);
