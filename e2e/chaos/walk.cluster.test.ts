import { expect, test } from "vitest";
import { writes } from "../support/audit-log";
import { describeOnEachCluster } from "../support/clusters";
import { startProduct } from "../support/product";
import { KubeFleet } from "./kube-fleet";
import { inWords, seedsFrom } from "./seeds";
import { walkSeed } from "./walk-seed";

const asked = process.env["LASTGOOD_CHAOS_SEEDS"];
const steps = asked === undefined ? 6 : 24;

describeOnEachCluster("whatever happens", (target) => {
  test.each(seedsFrom(asked, 1))("pods see after a rollback what they saw before (seed %i)", { timeout: 600_000 }, async (seed) => {
    const product = await startProduct({ kubeconfig: target.cluster.kubeconfig, namespace: target.namespace });
    try {
      const met = await walkSeed(seed, new KubeFleet(target, product, ["omniserve", "greeter"]), steps);
      if (asked !== undefined) console.log(`seed ${seed} met\n${inWords([met])}`);
      const ours = writes(target.cluster.auditLog, { resource: "configmaps", namespace: target.namespace });
      expect(ours.filter(({ userAgent, verb }) => userAgent === "lastgood" && verb !== "create")).toEqual([]);
    } finally {
      await product.stop();
    }
  });
});
