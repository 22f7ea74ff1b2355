import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { releaseContent } from "@/lib/bots/release-content";
import { planRollback } from "@/lib/rollbacks/plan-rollback";
import type { Guard } from "@/lib/rollbacks/schemas";
import { clusterUsers } from "../support/cluster-users";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { configure, deploy } from "../support/workloads";
import { readFileSync } from "node:fs";

const isAbout = (name: string) => (guard: Guard) => guard.name === name;

describeOnEachCluster("a cluster that says no", (target) => {
  let product: Product;
  const start = async (kubeconfig = target.cluster.kubeconfig) => {
    product = await startProduct({ kubeconfig, namespace: target.namespace });
  };
  afterEach(() => product.stop());

  async function twoReleases() {
    await deploy(target, { version: "1.1.0" });
    await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
    await deploy(target, { version: "1.2.0" });
    return product.bot("omniserve", ({ live }) => live?.release.version === "1.2.0");
  }
  const plan = (botId: string) => planRollback({ ctx: product.ctx(), input: { botId } });
  const guard = async (botId: string, name: string) => (await plan(botId)).guards.find((found) => found.name === name);

  test("because Lastgood's account may not patch: the plan blocks and names the right", async () => {
    const kubeconfig = path.join(path.dirname(target.cluster.kubeconfig), `${target.cluster.name}-viewer.kubeconfig`);
    writeFileSync(
      kubeconfig,
      readFileSync(target.cluster.kubeconfig, "utf8").replaceAll(target.cluster.adminToken, clusterUsers.viewer.token),
      { mode: 0o600 },
    );
    await start(kubeconfig);
    const bot = await twoReleases();
    expect(await guard(bot.id, "permission")).toMatchObject({
      outcome: "block",
      sentence: expect.stringContaining("patch deployments.apps") as string,
    });
    await expect(product.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
  });

  test("because the release became invalid: the dry run blocks with the cluster's words", async () => {
    await start();
    const bot = await twoReleases();
    const good = await product.database.db.release.findFirstOrThrow({ where: { version: "1.1.0" } });
    const { template } = await releaseContent(product.ctx(), good.id);
    const broken = JSON.stringify(template).replace('"image":"omniserve:1.1.0"', '"image":""');
    const [address = ""] = await product.ctx().vault.keep(product.ctx(), [broken]);
    await product.database.db.release.update({ where: { id: good.id }, data: { template: address } });
    expect(await guard(bot.id, "dry-run")).toMatchObject({ outcome: "block", sentence: expect.stringContaining("image") as string });
    await expect(product.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
  });
});

describeOnEachCluster("X15 a cluster that lets nothing start", (target) => {
  if (target.cluster.name === "practice") return test.skip("has no quota and no webhooks", () => {});
  let product: Product;
  beforeEach(async () => {
    product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
  });
  afterEach(() => product.stop());

  test.each(["Deployment", "StatefulSet", "DaemonSet"] as const)(
    "because of a quota: the run of a %s says so while it follows",
    async (kind) => {
      const spec = kind === "StatefulSet" ? { podManagementPolicy: "Parallel" } : {};
      await deploy(target, { kind, version: "1.1.0", replicas: 1, spec });
      await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
      await deploy(target, { kind, version: "1.2.0", replicas: 1, spec });
      const bot = await product.bot("omniserve", ({ live, verdict }) => live?.release.version === "1.2.0" && verdict === "healthy");
      await target.admin("POST", `/api/v1/namespaces/${target.namespace}/resourcequotas`, {
        metadata: { name: "none" },
        spec: { hard: { pods: "0" } },
      });
      const id = await product.click(bot.id);
      const { sentence } = await product.rollback(id, (run) => run.sentence.includes("exceeded quota"));
      expect(sentence).toContain("The cluster refuses to create pods");
    },
  );

  test("because a quota has no room for a copy: the plan blocks with its words, until the quota is lifted", async () => {
    const config = ["omni-rules"];
    await configure(target, "omni-rules", { threshold: "0.7" });
    await deploy(target, { version: "1.1.0", config });
    await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
    await configure(target, "omni-rules", { threshold: "0.2" });
    const bot = await product.bot("omniserve", ({ live }) => live?.release.version === "1.1.0+config.2");
    const copies = async () => (await planRollback({ ctx: product.ctx(), input: { botId: bot.id } })).guards.filter(isAbout("copies"));
    expect(await copies()).toEqual([]);

    const quotas = `/api/v1/namespaces/${target.namespace}/resourcequotas`;
    await target.admin("POST", quotas, { metadata: { name: "maps" }, spec: { hard: { "count/configmaps": "1" } } });
    await expect.poll(copies, { timeout: 10_000 }).toEqual([
      {
        name: "copies",
        outcome: "block",
        sentence: expect.stringMatching(/copy ConfigMap omni-rules: .* exceeded quota: maps, .*Have the quota raised/) as string,
      },
    ]);
    await expect(product.click(bot.id)).rejects.toMatchObject({ code: "plan-blocked" });
    expect(await product.database.db.rollback.count()).toBe(0);
    const { body } = await target.admin("GET", `/api/v1/namespaces/${target.namespace}/configmaps`);
    expect(JSON.stringify(body)).not.toContain("omni-rules-lg-");

    await target.admin("DELETE", `${quotas}/maps`);
    await expect.poll(copies, { timeout: 10_000 }).toEqual([]);
    await product.rollback(await product.click(bot.id), ({ phase }) => phase === "recovered");
  });

  test("because a webhook denies it: the plan blocks with its words", async () => {
    await deploy(target, { version: "1.1.0" });
    await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
    await deploy(target, { version: "1.2.0" });
    const bot = await product.bot("omniserve", ({ live }) => live?.release.version === "1.2.0");
    const name = `deny-${target.namespace}`;
    const hooks = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    await target.admin("POST", hooks, {
      metadata: { name },
      webhooks: [
        {
          name: "guard.example.com",
          clientConfig: { url: "https://127.0.0.1:1/nobody" },
          rules: [{ apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments"] }],
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": target.namespace } },
          failurePolicy: "Fail",
          sideEffects: "None",
          admissionReviewVersions: ["v1"],
          timeoutSeconds: 1,
        },
      ],
    });
    try {
      await expect
        .poll(
          async () =>
            (await planRollback({ ctx: product.ctx(), input: { botId: bot.id } })).guards.find(({ name: guard }) => guard === "dry-run"),
          { timeout: 10_000 },
        )
        .toMatchObject({ outcome: "block", sentence: expect.stringContaining("guard.example.com") as string });
    } finally {
      await target.admin("DELETE", `${hooks}/${name}`);
    }
  });
});
