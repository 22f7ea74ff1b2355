import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { WorkloadKind } from "@/lib/cluster/types";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct, type Product } from "../support/product";
import { waitUntil } from "../support/wait-until";
import { deploy, pathOf, type BotManifest } from "../support/workloads";

// The practice cluster runs Deployments only.
describe.runIf(inject("clusters").some(({ name }) => name === "real"))("StatefulSets and DaemonSets", () => {
  describeOnEachCluster("a rollback", (target) => {
    if (target.cluster.name === "practice") return test.skip("has Deployments only", () => {});
    let product: Product;
    beforeEach(async () => {
      product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
    });
    afterEach(() => product.stop());

    const image = async (kind: WorkloadKind) =>
      JSON.stringify((await target.admin("GET", pathOf(target.namespace, kind, "omniserve"))).body);
    const PARALLEL = { podManagementPolicy: "Parallel" };

    async function broken(both: Partial<BotManifest> & { kind: WorkloadKind }) {
      await deploy(target, { ...both, version: "1.1.0" });
      await product.bot("omniserve", ({ live }) => live?.release.standing === "known-good");
      await deploy(target, { ...both, version: "1.2.0", behaviour: "crash" });
      return product.bot(
        "omniserve",
        ({ live, verdict }) => live?.release.version === "1.2.0" && ["failing", "degraded"].includes(verdict),
      );
    }

    test.each<[string, Partial<BotManifest> & { kind: WorkloadKind }]>([
      ["a parallel StatefulSet", { kind: "StatefulSet", spec: PARALLEL }],
      ["a DaemonSet", { kind: "DaemonSet" }],
    ])("brings back %s", async (_, both) => {
      const bot = await broken(both);
      const id = await product.click(bot.id);
      await product.rollback(id, ({ phase }) => phase === "recovered");
      expect(await image(both.kind)).toContain("omniserve:1.1.0");
      expect(await image(both.kind)).not.toContain("omniserve:1.2.0");
    });

    test("names the pod that an ordered StatefulSet is stuck on, and recovers once it is deleted", async () => {
      const bot = await broken({ kind: "StatefulSet" });
      const id = await product.click(bot.id);
      await product.rollback(id, ({ inTheWay }) => inTheWay?.pods.map(({ name }) => name).join() === "omniserve-2");
      await target.admin("DELETE", `/api/v1/namespaces/${target.namespace}/pods/omniserve-2`);
      await product.rollback(id, ({ phase }) => phase === "recovered");
    });

    test("imports what the cluster remembers of a StatefulSet as seen, never observed", async () => {
      await product.stopWorker();
      for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
        await deploy(target, { kind: "StatefulSet", version, replicas: 1, spec: PARALLEL });
        await waitUntil(`the revision of ${version}`, async () => {
          const { body } = await target.admin("GET", pathOf(target.namespace, "StatefulSet", "omniserve"));
          const { metadata, status } = body as { metadata: { generation: number }; status: { observedGeneration?: number } };
          return status.observedGeneration === metadata.generation;
        });
      }
      product.startWorker();
      const bot = await product.bot("omniserve", ({ verdict }) => verdict === "healthy");
      expect(bot.target).toMatchObject({ kind: "chosen", because: "imported", release: { version: "1.1.0", standing: "imported" } });
      expect(await product.database.db.rollout.count({ where: { origin: "imported" } })).toBe(2);
    });
  });
});
