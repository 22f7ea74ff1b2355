import { randomUUID } from "node:crypto";
import { expect, inject, test } from "vitest";
import { record } from "../faults/results";
import { someAtATime } from "../rollback/some-at-a-time";
import { writes } from "../support/audit-log";
import type { RunningCluster } from "../support/clusters-global-setup";
import { kubeHttp } from "../support/kube-http";
import { startProduct } from "../support/product";
import { KubeFleet } from "./kube-fleet";
import { inWords, seedsFrom } from "./seeds";
import { walkSeed } from "./walk-seed";

const asked = process.env["LASTGOOD_CHAOS_SEEDS"];
const steps = asked === undefined ? 6 : 24;
const seeds = seedsFrom(asked, 1);

test.each(inject("clusters").map((cluster) => [cluster.name, cluster] as const))(
  "whatever happens, pods see after a rollback what they saw before, on the %s cluster",
  { timeout: 3 * 3_600_000 },
  async (_, cluster) => {
    const failures: string[] = [];
    const met: Map<string, number>[] = [];
    await someAtATime(6, seeds, (seed) =>
      walkOn(cluster, seed).then(
        (encounters) => void met.push(encounters),
        (error: Error) => void failures.push(error.message),
      ),
    );
    if (asked !== undefined) console.log(`${seeds.length} seeds of ${steps} steps (${cluster.name}) met\n${inWords(met)}`);
    record({ fault: "X26", injected: `random walk of ${steps} steps`, cluster: cluster.name, times: seeds.length, faults: failures });
    expect(failures.join("\n\n")).toBe("");
  },
);

async function walkOn(cluster: RunningCluster, seed: number): Promise<Map<string, number>> {
  const target = { cluster, admin: kubeHttp(cluster.url, cluster.adminToken), namespace: `w-${randomUUID().slice(0, 13)}` };
  await target.admin("POST", "/api/v1/namespaces", { metadata: { name: target.namespace } });
  const product = await startProduct({ kubeconfig: cluster.kubeconfig, namespace: target.namespace });
  try {
    const met = await walkSeed(seed, new KubeFleet(target, product, ["omniserve", "greeter"]), steps);
    const ours = writes(cluster.auditLog, { resource: "configmaps", namespace: target.namespace });
    const edits = ours.filter(({ userAgent, verb }) => userAgent === "lastgood" && verb !== "create");
    if (edits.length > 0) throw new Error(`seed ${seed}: a ConfigMap was written over: ${JSON.stringify(edits)}`);
    return met;
  } finally {
    await product.stop();
    await target.admin("DELETE", `/api/v1/namespaces/${target.namespace}`);
  }
}
